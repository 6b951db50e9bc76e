"""Handles brought along in bulk: each is looked for, and whoever is found may go into a list."""
