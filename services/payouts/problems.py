"""Refusals that several nouns share."""

from shared.errors import Problem


class ExternalReferenceTaken(Problem, status=409, code="external_reference_taken"):
    """Your organization has another object with this external reference."""
