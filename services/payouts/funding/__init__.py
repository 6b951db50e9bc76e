"""Money coming in from a brand's source."""
