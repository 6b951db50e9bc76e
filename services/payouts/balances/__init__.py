"""What an organization has, by currency."""
