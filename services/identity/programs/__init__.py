"""Programs that act for an organization, by secrets of their own: what API keys and OAuth clients have in common."""
