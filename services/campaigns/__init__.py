"""Campaigns: from a brand's brief to the order that both sides signed, and how that order goes."""
