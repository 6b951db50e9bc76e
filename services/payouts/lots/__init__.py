"""The money of each funding that is still the brand's to use, and which holds drew from it."""
