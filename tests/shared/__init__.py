"""The plumbing. A package, so that its broker ends with the last of these tests."""
