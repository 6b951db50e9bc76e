"""The verification of brands: a link to the business address, then a review."""
