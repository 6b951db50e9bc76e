"""The entries of lists: one creator each, in an order of the organization's own."""
