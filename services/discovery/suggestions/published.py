"""The ranking that is shipped: a published formula, which gives the same answer for the same candidates."""

import asyncio
from collections.abc import Sequence

from services.discovery.suggestions.arithmetic import Earned, Wishes, earned_by, wishes_of
from services.discovery.suggestions.policy import SUGGESTIONS
from services.discovery.suggestions.ranking import Brief, Candidate, Points, Ranked, Ranks
from services.discovery.suggestions.words import FULL, fact_of

AT_ONCE = 50
"""So many candidates are counted before other requests have their turn."""


class PublishedRanking:
    """Points for what is wished for, by the weights of the objective; what is missing from a hundred counts against."""

    async def rank(self, brief: Brief, candidates: Sequence[Candidate]) -> Ranks:
        """Count every candidate's points."""
        wishes = wishes_of(brief)
        ranked: list[Ranked] = []
        for start in range(0, len(candidates), AT_ONCE):
            ranked += [_ranked(wishes, candidate) for candidate in candidates[start : start + AT_ONCE]]
            await asyncio.sleep(0)
        return Ranks(SUGGESTIONS.name, SUGGESTIONS.version, ranked)


def _ranked(wishes: Wishes, candidate: Candidate) -> Ranked:
    parts = earned_by(wishes, candidate)
    return Ranked(
        creator_id=candidate.creator.id,
        score=sum(part.earned for part in parts) / 10,
        reasons=_reasons(parts, wishes, candidate),
        against=_against(parts, wishes, candidate),
    )


def _reasons(parts: Sequence[Earned], wishes: Wishes, candidate: Candidate) -> list[Points]:
    return [
        Points(part.code, part.earned / 10, f"{fact_of(part.code, wishes, candidate)}.")
        for part in sorted(parts, key=lambda part: -part.earned)
        if part.earned
    ]


def _against(parts: Sequence[Earned], wishes: Wishes, candidate: Candidate) -> list[Points]:
    return [
        Points(part.code, (part.earned - part.possible) / 10, f"{fact_of(part.code, wishes, candidate)}: {FULL[part.code]}.")
        for part in sorted(parts, key=lambda part: part.earned - part.possible)
        if part.earned < part.possible
    ]
