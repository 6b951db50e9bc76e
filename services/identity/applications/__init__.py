"""Applications to become a creator, and the staff's verdicts on them."""
