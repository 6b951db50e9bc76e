"""The business clock: its offset is a row, and it moves in hops from one due time to the next."""
