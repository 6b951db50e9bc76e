"""Copies of identity's organizations: their names, and whether a brand is verified."""
