"""Creators side by side: every figure, who is best in it, and how much their audiences may overlap."""
