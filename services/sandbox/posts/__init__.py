"""Posts on the sandbox's social platform."""
