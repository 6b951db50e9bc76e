"""Creators on the marketplace."""
