from typing import Literal

CampaignOutObjectiveType0 = Literal["awareness", "engagement", "sales", "traffic"]

CAMPAIGN_OUT_OBJECTIVE_TYPE_0_VALUES: set[CampaignOutObjectiveType0] = {
    "awareness",
    "engagement",
    "sales",
    "traffic",
}


def check_campaign_out_objective_type_0(value: str) -> CampaignOutObjectiveType0:
    if value in CAMPAIGN_OUT_OBJECTIVE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CAMPAIGN_OUT_OBJECTIVE_TYPE_0_VALUES!r}")
