"""Lists: creators that an organization keeps in mind, shared by all its members."""
