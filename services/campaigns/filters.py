"""The filters that lists have in common; a repeated one means either."""

from typing import Annotated

from fastapi import Query
from pydantic import Field

from shared.events.campaigns import CampaignId
from shared.events.identity import CreatorId
from shared.schemas import Text

OfCampaigns = Annotated[list[CampaignId] | None, Query(description="Of one of these campaigns.")]
OfCreators = Annotated[list[CreatorId] | None, Query(description="With one of these creators.")]
WithReferences = Annotated[
    list[Annotated[Text, Field(max_length=200)]] | None, Query(description="With one of these external references of your own.")
]
