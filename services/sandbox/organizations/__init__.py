"""The short cut: a verified brand or an approved creator in one call, by the same code and events as a real one."""
