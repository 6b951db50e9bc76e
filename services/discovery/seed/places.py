"""Where made-up creators live: how many, what they speak, what they are paid in, and what their audience holds in hand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A country."""

    code: str
    weight: float
    currency: str
    per_dollar: float
    """What a dollar is worth in its currency, roughly."""
    price_level: float
    """What a thousand views cost there, as a share of the United States."""
    ios: float
    """The usual share of an audience that watches on an iPhone."""
    names: str
    """Whose names are usual there: a key of `NAMES`."""
    languages: tuple[tuple[str, float], ...]
    """What creators speak in the first place, with shares."""


PLACES = (
    Place("US", 22.0, "USD", 1.0, 1.0, 0.58, "english", (("en", 0.88), ("es", 0.12))),
    Place("IN", 11.0, "INR", 84.0, 0.14, 0.05, "indian", (("hi", 0.6), ("en", 0.4))),
    Place("BR", 8.5, "BRL", 5.4, 0.28, 0.18, "portuguese", (("pt", 1.0),)),
    Place("ID", 6.0, "IDR", 15_900.0, 0.12, 0.12, "indonesian", (("id", 1.0),)),
    Place("GB", 5.5, "GBP", 0.78, 0.95, 0.52, "english", (("en", 1.0),)),
    Place("MX", 5.0, "MXN", 18.5, 0.3, 0.24, "spanish", (("es", 1.0),)),
    Place("DE", 4.2, "EUR", 0.92, 0.9, 0.39, "german", (("de", 0.93), ("tr", 0.04), ("ru", 0.03))),
    Place("JP", 4.2, "JPY", 150.0, 0.75, 0.66, "japanese", (("ja", 1.0),)),
    Place("TR", 3.8, "TRY", 34.0, 0.16, 0.2, "turkish", (("tr", 1.0),)),
    Place("FR", 3.6, "EUR", 0.92, 0.85, 0.37, "french", (("fr", 1.0),)),
    Place("KR", 2.8, "KRW", 1_370.0, 0.7, 0.3, "korean", (("ko", 1.0),)),
    Place("ES", 2.7, "EUR", 0.92, 0.65, 0.26, "spanish", (("es", 0.92), ("ca", 0.08))),
    Place("IT", 2.6, "EUR", 0.92, 0.66, 0.3, "italian", (("it", 1.0),)),
    Place("RU", 2.4, "USD", 1.0, 0.2, 0.28, "russian", (("ru", 1.0),)),
    Place("CA", 2.3, "CAD", 1.37, 0.9, 0.57, "english", (("en", 0.78), ("fr", 0.22))),
    Place("PL", 1.7, "PLN", 4.0, 0.42, 0.27, "polish", (("pl", 1.0),)),
    Place("SA", 1.6, "SAR", 3.75, 0.7, 0.45, "arabic", (("ar", 1.0),)),
    Place("EG", 1.5, "EGP", 48.0, 0.1, 0.1, "arabic", (("ar", 1.0),)),
    Place("AE", 1.3, "AED", 3.67, 0.95, 0.42, "arabic", (("ar", 0.6), ("en", 0.4))),
    Place("AU", 1.3, "AUD", 1.52, 0.92, 0.58, "english", (("en", 1.0),)),
    Place("TW", 1.2, "TWD", 32.0, 0.5, 0.53, "chinese", (("zh", 1.0),)),
    Place("AR", 1.2, "USD", 1.0, 0.2, 0.1, "spanish", (("es", 1.0),)),
    Place("CO", 1.1, "COP", 4_100.0, 0.2, 0.14, "spanish", (("es", 1.0),)),
    Place("UA", 0.9, "UAH", 41.0, 0.2, 0.3, "ukrainian", (("uk", 0.75), ("ru", 0.25))),
    Place("NL", 0.9, "EUR", 0.92, 0.9, 0.42, "dutch", (("nl", 1.0),)),
    Place("NG", 0.9, "NGN", 1_600.0, 0.08, 0.1, "nigerian", (("en", 1.0),)),
    Place("SE", 0.7, "SEK", 10.5, 0.95, 0.56, "nordic", (("sv", 1.0),)),
    Place("CN", 0.6, "CNY", 7.2, 0.5, 0.24, "chinese", (("zh", 1.0),)),
    Place("NO", 0.4, "NOK", 10.9, 1.05, 0.6, "nordic", (("nb", 1.0),)),
    Place("DK", 0.4, "DKK", 6.9, 1.0, 0.61, "nordic", (("da", 1.0),)),
    Place("CH", 0.4, "CHF", 0.88, 1.3, 0.55, "german", (("de", 0.66), ("fr", 0.25), ("it", 0.09))),
    Place("HK", 0.4, "HKD", 7.8, 0.8, 0.5, "chinese", (("zh", 0.85), ("en", 0.15))),
    Place("SG", 0.3, "SGD", 1.34, 0.9, 0.45, "chinese", (("en", 0.7), ("zh", 0.3))),
    Place("IS", 0.1, "ISK", 138.0, 1.1, 0.6, "nordic", (("is", 1.0),)),
    Place("MT", 0.05, "EUR", 0.92, 0.7, 0.4, "italian", (("en", 0.7), ("mt", 0.3))),
)
"""The most first; the last are there so that something is rare."""
