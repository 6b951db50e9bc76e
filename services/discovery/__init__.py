"""Discovery: what creators are and say of themselves, and finding the right one."""
