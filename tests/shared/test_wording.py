"""What the contract says of an operation by itself."""

from typing import Any

import pytest
from fastapi import Response
from pydantic import BaseModel

from shared.pages import Listing
from shared.schemas import View
from shared.wording import CONTENT, NO_BODY, answer_of, called, first_sentence


class KeyOut(View):
    """An API key, without
    its secret. There are many.

    Keep it.
    """


class Silent(BaseModel):
    id: str


@pytest.mark.parametrize(
    ("name", "summary"),
    [
        ("create_api_key", "Create API key"),
        ("list_oauth_clients", "List OAuth clients"),
        ("get_me", "Get me"),
        ("ical_of_order", "iCal of order"),
    ],
)
def test_what_an_operation_is_called(name: str, summary: str) -> None:
    assert called(name) == summary


@pytest.mark.parametrize(
    ("annotation", "said"),
    [
        (KeyOut, "An API key, without its secret."),
        (Listing[KeyOut], "One page of a list; each item: An API key, without its secret."),
        (
            KeyOut | Listing[KeyOut],
            "An API key, without its secret. Or: One page of a list; each item: An API key, without its secret.",
        ),
        (Response, CONTENT),
        (None, NO_BODY),
        (Silent, None),
        (KeyOut | Silent, None),
        (dict[str, Any], None),
    ],
)
def test_what_an_operation_answers(annotation: Any, said: str | None) -> None:
    assert answer_of(annotation) == said
    assert answer_of(annotation, status=204) == NO_BODY


def test_a_page_of_a_list_is_named_and_described_by_its_items() -> None:
    schema = Listing[KeyOut].model_json_schema()

    assert (schema["title"], schema["description"]) == (
        "KeyListing",
        "One page of a list; each item: An API key, without its secret.",
    )
    assert first_sentence("One.") == "One."
