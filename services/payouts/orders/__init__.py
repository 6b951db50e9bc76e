"""Copies of orders: campaigns' rows, frozen when they were agreed."""
