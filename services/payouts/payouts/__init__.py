"""Money going out to creators."""
