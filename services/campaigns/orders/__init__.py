"""Orders: the collaborations that both sides agreed, and how they go by what review and payouts tell."""
