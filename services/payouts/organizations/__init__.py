"""Copies of organizations: identity's rows."""
