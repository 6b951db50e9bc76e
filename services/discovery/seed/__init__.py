"""A made-up marketplace to try searches on: plausible, and the same for the same seed."""
