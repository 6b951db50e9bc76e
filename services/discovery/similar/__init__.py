"""Creators who are like one creator, each with what they have in common."""
