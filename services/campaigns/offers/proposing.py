"""What an offer proposes: deliverables and terms, the campaign's where the brand says nothing else, and each one's share."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from services.campaigns.campaigns.models import Campaign
from services.campaigns.campaigns.patching import checked, merged, patch_in
from services.campaigns.campaigns.planning import dated, require_dates, undated
from services.campaigns.campaigns.service import CampaignOver
from services.campaigns.campaigns.terms import Terms
from services.campaigns.offers.arithmetic import shares_of
from services.campaigns.offers.schemas import OfferedDeliverable
from shared.errors import Invalid
from shared.money import Money


def require_currency(campaign: Campaign, price: Money, *, at: str = "/price/currency") -> None:
    """Raise `Invalid` for a price in another currency than the campaign's."""
    if price.currency != campaign.currency:
        raise Invalid.at(at, "currency_mismatch", "the campaign has another currency", expected=campaign.currency)


def proposed_terms(so_far: Mapping[str, Any], change: BaseModel | None) -> dict[str, Any]:
    """Give terms with a caller's merge patch applied. Raises `Invalid`."""
    if change is None:
        return dict(so_far)
    return checked(Terms, merged(so_far, patch_in(change)), within=("terms",)).model_dump(mode="json")  # type: ignore[arg-type]


def proposed_lines(
    campaign: Campaign, wanted: Sequence[OfferedDeliverable] | None, *, price: Money, now: datetime
) -> list[dict[str, Any]]:
    """Give the deliverables of an offer with dates and shares. Raises `Invalid`, and `CampaignOver` for the campaign's own."""
    own = [OfferedDeliverable.model_validate(line) for line in undated(campaign.deliverables)] if wanted is None else wanted
    if wanted is not None:
        require_dates(wanted, starts_on=campaign.starts_on, ends_on=campaign.ends_on)
        _require_shares(campaign, wanted, price)
    lines = dated(own, ends_on=campaign.ends_on, zone=campaign.time_zone)
    for index, line in enumerate(lines):
        if datetime.fromisoformat(line["due_at"]) < now:
            if wanted is None:
                raise CampaignOver
            raise Invalid.at(f"/deliverables/{index}/due_on", "date_in_the_past", "this day is over")
    return with_shares(lines, price)


def with_shares(lines: Sequence[Mapping[str, Any]], price: Money) -> list[dict[str, Any]]:
    """Give lines with the share of each deliverable by a price: in proportion to the shares given, else equal.

    Raises `Invalid` for a price of which some deliverable would get nothing.
    """
    weights = [(line["quantity"], line["amount"]["value"] if line["amount"] else None) for line in lines]
    shares = shares_of(price, weights)
    if not all(share for of_line in shares for share in of_line):
        raise Invalid.at("/price/value", "amount_too_small", "each deliverable is worth one minor unit at least")
    return [
        {**line, "amounts": [{"value": share.value, "currency": share.currency} for share in of_line]}
        for line, of_line in zip(lines, shares, strict=True)
    ]


def _require_shares(campaign: Campaign, wanted: Sequence[OfferedDeliverable], price: Money) -> None:
    given = [(index, line) for index, line in enumerate(wanted) if line.amount is not None]
    if not given:
        return
    if len(given) < len(wanted):
        raise Invalid.at("/deliverables", "shares_incomplete", "give every line's amount, or none")
    total = 0
    for index, line in given:
        assert line.amount is not None
        require_currency(campaign, line.amount, at=f"/deliverables/{index}/amount/currency")
        total += line.amount.value * line.quantity
    if total != price.value:
        raise Invalid.at("/deliverables", "shares_do_not_add_up", "the amounts make up the price", sum=total, price=price.value)
