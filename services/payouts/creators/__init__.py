"""Copies of creators: identity's rows."""
