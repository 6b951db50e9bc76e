"""Campaigns: a brand's brief, its budget with a hard cap, and the terms that it asks for."""
