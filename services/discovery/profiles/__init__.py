"""Creators' profiles: the truth about what is shown of them."""
