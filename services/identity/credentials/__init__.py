"""What a caller calls with."""
