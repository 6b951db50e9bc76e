"""Opportunities: what a creator may see of campaigns, without budget and targets."""
