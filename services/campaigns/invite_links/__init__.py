"""Invite links: secret addresses by which people who are not on the marketplace yet join a campaign."""
