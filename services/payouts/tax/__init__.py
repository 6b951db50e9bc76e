"""Tax forms."""
