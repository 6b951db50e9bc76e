"""What callers receive about balances."""

from typing import Annotated, Literal

from pydantic import Field

from shared.money import Currency, Money
from shared.schemas import View


class BalanceOut(View):
    """What an organization has in one currency."""

    object: Literal["balance"] = "balance"
    currency: Currency
    available: Annotated[Money, Field(description="A brand's: free to be held for orders. A creator's: may be paid out.")]
    held: Annotated[Money, Field(description="A brand's: held for orders. A creator's: taken by payouts under way.")]
    pending: Annotated[Money, Field(description="A brand's: fundings under way. A creator's: earned, and waiting for a reason.")]
