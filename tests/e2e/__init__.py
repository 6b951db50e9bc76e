"""The whole suite, asked from outside. A package, so that what serves these tests ends with the last of them."""
