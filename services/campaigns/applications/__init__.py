"""Applications: a creator asks to join a campaign."""
