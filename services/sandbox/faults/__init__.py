"""Faults: parts of the outside world that are away, or work and then do not answer."""
