"""Invitations: a brand asks creators to join a campaign."""
