"""Policy numbers of exchange rates, each version with its date and region."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal


@dataclass(frozen=True)
class Peg:
    """A currency's fixed rate by its own law or treaty."""

    anchor: str
    """The currency that it is fixed to, which the bank quotes."""
    rate: Decimal
    """So much of it is one of the anchor; the middle where buying and selling differ."""
    since: int
    """The year in which it was fixed: days of later years have it."""
    source: str


@dataclass(frozen=True)
class PegPolicy:
    """Which fixed rates count where the bank quotes none. A currency that floats has no place here."""

    version: str
    effective_on: date
    region: str
    pegs: Mapping[str, Peg]
    """By currency."""

    @property
    def source(self) -> str:
        """Who says so, in words for a reader."""
        return f"official fixed rates, {self.version}"

    @property
    def in_words(self) -> str:
        """The rates as the documentation tells them."""
        return ", ".join(f"{peg.rate} {currency} to the {peg.anchor}" for currency, peg in self.pegs.items())


_FRANC_ZONE = "Council of the European Union, decision 98/683/EC; Banque de France"

PEGS = PegPolicy(
    version="pegs-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    pegs={
        "AED": Peg("USD", Decimal("3.6725"), 1997, "Central Bank of the UAE"),
        "BHD": Peg("USD", Decimal("0.376"), 2001, "Central Bank of Bahrain, decree 48 of 2001"),
        "JOD": Peg("USD", Decimal("0.709"), 1995, "Central Bank of Jordan"),
        "OMR": Peg("USD", Decimal("0.3845"), 1986, "Central Bank of Oman"),
        "QAR": Peg("USD", Decimal("3.64"), 2001, "Qatar Central Bank, Amiri decree 34 of 2001"),
        "SAR": Peg("USD", Decimal("3.75"), 2003, "Saudi Central Bank"),
        "BAM": Peg("EUR", Decimal("1.95583"), 2001, "Central Bank of Bosnia and Herzegovina, notice of 11 October 2001"),
        "CVE": Peg("EUR", Decimal("110.265"), 1998, "Council of the European Union, decision 98/744/EC; Banco de Cabo Verde"),
        "KMF": Peg("EUR", Decimal("491.96775"), 1998, _FRANC_ZONE),
        "XAF": Peg("EUR", Decimal("655.957"), 1998, _FRANC_ZONE),
        "XOF": Peg("EUR", Decimal("655.957"), 1998, _FRANC_ZONE),
        # 1,000 francs are 8.38 euros.
        "XPF": Peg("EUR", Decimal("119.331742"), 1998, "Republic of France, decree 98-1152; IEOM"),
    },
)
"""Not those at par with a neighbour's, nor KWD, whose basket is not published: each needs its own source here first."""


@dataclass(frozen=True)
class BankPolicy:
    """How the bank is asked, and what it may answer."""

    version: str
    effective_on: date
    region: str
    timeout_seconds: float
    """Of one call, to the last byte."""
    most_bytes: int
    """Of an answer: 90 days are some 80 kB."""
    least_currencies: int
    """A day with fewer is not one of the bank's, which quotes about thirty."""
    asked_every: timedelta
    asked_again_after: timedelta
    """Once a call has failed."""
    days_after: timedelta
    """The file of one day is enough for who asked so lately; else that of 90 days fills what was missed."""


BANK = BankPolicy(
    version="bank-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    timeout_seconds=20.0,
    most_bytes=1_000_000,
    least_currencies=20,
    asked_every=timedelta(hours=1),
    asked_again_after=timedelta(minutes=5),
    days_after=timedelta(hours=20),
)
