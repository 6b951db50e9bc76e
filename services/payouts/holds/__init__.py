"""A brand's money held for one order, and its shares: released, refunded, or reversed."""
