"""What follows from a creator's orders and answers. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import inf
from statistics import median
from typing import Any, Protocol


class Order(Protocol):
    """What of an order counts here."""

    brand_organization_id: Any
    category: Any
    deliverable_count: Any
    overdue_deliverable_ids: Any
    exclusive_category: Any
    exclusive_until: Any
    outcome: Any


def exclusive_categories(orders: Sequence[Order], *, now: datetime) -> list[str]:
    """List in which categories an order that was not cancelled binds the creator to one brand now."""
    return sorted(
        {
            order.exclusive_category
            for order in orders
            if order.exclusive_category is not None and order.exclusive_until > now and order.outcome != "cancelled"
        }
    )


def completed(orders: Sequence[Order]) -> Sequence[Order]:
    """List the orders that were completed."""
    return [order for order in orders if order.outcome == "completed"]


def results_of(orders: Sequence[Order]) -> Mapping[str, Any]:
    """Sum up completed orders: by category, the share of deliverables that were never late, brands that came back."""
    categories = Counter(order.category for order in orders if order.category is not None)
    brands = Counter(order.brand_organization_id for order in orders)
    deliverables = sum(order.deliverable_count for order in orders)
    late = sum(len(order.overdue_deliverable_ids) for order in orders)
    return {
        "categories": [
            {"category": category, "completed_orders": count}
            for category, count in sorted(categories.items(), key=lambda counted: (-counted[1], counted[0]))
        ],
        "on_time_share": round(1 - min(late / deliverables, 1), 4) if deliverables else None,
        "repeat_brand_count": sum(count > 1 for count in brands.values()),
    }


def response_time(questions: Sequence[tuple[datetime, datetime | None]]) -> int | None:
    """Give the median, in whole seconds, from question to answer, silence being longer than any; None of none, or of silence."""
    if not questions:
        return None
    usual = median(inf if answered is None else max((answered - asked).total_seconds(), 0.0) for asked, answered in questions)
    return None if usual == inf else int(usual)
