"""Members: people who act for an organization, each in a role."""
