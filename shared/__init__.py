"""Plumbing that every service stands on; no policy, and no business noun outside `shared.events`."""
