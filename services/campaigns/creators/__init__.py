"""Copies of creators: who they are by identity, what they want by discovery."""
