from typing import Literal

CampaignState = Literal["cancelled", "completed", "draft", "expired", "in_progress", "paused", "published"]

CAMPAIGN_STATE_VALUES: set[CampaignState] = {
    "cancelled",
    "completed",
    "draft",
    "expired",
    "in_progress",
    "paused",
    "published",
}


def check_campaign_state(value: str) -> CampaignState:
    if value in CAMPAIGN_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CAMPAIGN_STATE_VALUES!r}")
