"""Accounts on social platforms, whose owner is proven."""
