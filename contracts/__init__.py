"""What was promised to clients, and whether a change keeps it."""
