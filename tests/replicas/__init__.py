"""Two of everything. A package, so that the fleet ends with the last of these tests."""
