"""Creators on the marketplace, and whom it admits as one."""
