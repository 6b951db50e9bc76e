"""Money: integer minor units with an ISO 4217 currency; never a float."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self

from iso4217 import Currency as Iso4217
from pydantic import AfterValidator, ConfigDict, Field, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError

from shared.schemas import Shown

LARGEST = 2**53 - 1
"""The largest amount in minor units: what every JSON reader can hold exactly."""

CURRENCIES: dict[str, int] = {currency.code: currency.exponent for currency in Iso4217 if currency.exponent is not None}
"""Currency code → its number of decimals (USD 2, JPY 0, KWD 3), from ISO 4217."""


def _known_currency(code: str) -> str:
    if code not in CURRENCIES:
        raise PydanticCustomError("currency_unknown", "not an ISO 4217 currency code")
    return code


Currency = Annotated[
    str,
    AfterValidator(_known_currency),
    Field(min_length=3, max_length=3, description="ISO 4217 code, upper case.", examples=["USD"]),
    Shown(pattern="^[A-Z]{3}$"),
]


class CurrencyMismatch(ValueError):
    """Two amounts of different currencies met in one sum."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    value: Annotated[
        int,
        Field(strict=True, ge=-LARGEST, le=LARGEST, description="Integer minor units: 60000 is 600.00 USD.", examples=[60000]),
    ]
    currency: Currency

    @classmethod
    def zero(cls, currency: str) -> Self:
        """Nothing, in a currency."""
        return cls(0, currency)

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            message = f"{self.currency} and {other.currency} do not add up"
            raise CurrencyMismatch(message)

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.value + other.value, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.value - other.value, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.value, self.currency)

    def __lt__(self, other: "Money") -> bool:
        self._same(other)
        return self.value < other.value

    def __le__(self, other: "Money") -> bool:
        self._same(other)
        return self.value <= other.value

    def __gt__(self, other: "Money") -> bool:
        return other < self

    def __ge__(self, other: "Money") -> bool:
        return other <= self

    def __bool__(self) -> bool:
        return self.value != 0

    def share(self, basis_points: int) -> "Money":
        """Give so many ten-thousandths of the amount, rounded down."""
        return Money(self.value * basis_points // 10_000, self.currency)

    def split(self, parts: int) -> list["Money"]:
        """Split into equal parts by largest remainder: the sum is exact, and the first parts get the odd units."""
        quotient, remainder = divmod(self.value, parts)
        return [Money(quotient + (1 if index < remainder else 0), self.currency) for index in range(parts)]


class _AtLeast:
    """Bounds the `value` of a Money from below, in validation and in the JSON schema."""

    def __init__(self, minimum: int) -> None:
        self.minimum = minimum

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        from pydantic_core import core_schema

        def check(money: Money) -> Money:
            if money.value < self.minimum:
                raise PydanticCustomError("amount_too_small", "the value must be at least {minimum}", {"minimum": self.minimum})
            return money

        return core_schema.no_info_after_validator_function(check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"allOf": [handler(schema), {"properties": {"value": {"minimum": self.minimum}}}]}


PositiveMoney = Annotated[Money, _AtLeast(1)]
"""An amount of at least one minor unit: what a price, a budget or a funding is."""

MoneyOrZero = Annotated[Money, _AtLeast(0)]
"""An amount that may be nothing: a minimum offer."""
