"""How a campaign ends: what is still open of it ends with it."""
