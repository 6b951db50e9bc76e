"""Feeds: what each organization is told, in order."""
