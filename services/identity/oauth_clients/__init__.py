"""OAuth clients: servers of integrations, which get tokens of minutes that act for an organization."""
