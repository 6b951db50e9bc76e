"""Whom the marketplace admits as a creator."""
