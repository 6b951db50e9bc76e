"""Accounts on the sandbox's social platform: given values, and the rest made from the handle."""
