"""The contract, held against the code and the suite. A package, so that the suite ends with the last of these tests."""
