"""Attempts to sign in: who guesses passwords is slowed down, and nobody is locked out."""
