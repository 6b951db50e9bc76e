from typing import Literal

CampaignOutStateType0 = Literal["cancelled", "completed", "draft", "expired", "in_progress", "paused", "published"]

CAMPAIGN_OUT_STATE_TYPE_0_VALUES: set[CampaignOutStateType0] = {
    "cancelled",
    "completed",
    "draft",
    "expired",
    "in_progress",
    "paused",
    "published",
}


def check_campaign_out_state_type_0(value: str) -> CampaignOutStateType0:
    if value in CAMPAIGN_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CAMPAIGN_OUT_STATE_TYPE_0_VALUES!r}")
