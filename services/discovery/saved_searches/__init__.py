"""Saved searches: what an organization looks for, and who has come to match it since."""
