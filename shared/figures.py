"""The figures that Prometheus scrapes, sent to an OpenTelemetry collector where one is named: the same numbers, the other way."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import structlog
from prometheus_client import REGISTRY, CollectorRegistry
from prometheus_client.metrics_core import Metric as Family

if TYPE_CHECKING:
    from opentelemetry.sdk.metrics.export import Metric, MetricsData
    from opentelemetry.sdk.resources import Resource

logger = structlog.get_logger(__name__)

EVERY_MILLISECONDS = 60_000
"""Unless `OTEL_METRIC_EXPORT_INTERVAL` says otherwise."""

_began_at = time.time_ns()


def send(resource: "Resource", *, registry: CollectorRegistry = REGISTRY) -> Callable[[], None]:
    """Send the figures again and again from a thread of its own; call what is given to send the last ones and stop."""
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter

    exporter = OTLPMetricExporter()
    every = int(os.environ.get("OTEL_METRIC_EXPORT_INTERVAL") or EVERY_MILLISECONDS) / 1000
    is_over = Event()

    def go_on() -> None:
        while not is_over.wait(every):
            tell()
        tell()
        exporter.shutdown()

    def tell() -> None:
        try:
            exporter.export(data_of(registry.collect(), resource))
        except Exception as error:  # whatever it is, the suite goes on without it
            logger.warning("figures_not_sent", error=repr(error))

    sender = Thread(target=go_on, name="figures", daemon=True)
    sender.start()

    def end() -> None:
        is_over.set()
        sender.join(timeout=LAST_FIGURES_SECONDS)

    return end


LAST_FIGURES_SECONDS = 3.0
"""A collector that does not answer must not hold up the end of the process."""


def data_of(families: Iterable[Family], resource: "Resource") -> "MetricsData":
    """Say what was collected in OpenTelemetry's terms: sums and histograms are counted from the start of the process."""
    from opentelemetry.sdk.metrics.export import MetricsData, ResourceMetrics, ScopeMetrics
    from opentelemetry.sdk.util.instrumentation import InstrumentationScope

    metrics = [metric for family in families if (metric := _metric_of(family)) is not None]
    scope = ScopeMetrics(InstrumentationScope("greenlight"), metrics, schema_url="")
    return MetricsData([ResourceMetrics(resource, [scope], schema_url="")])


def _metric_of(family: Family) -> "Metric | None":
    from opentelemetry.sdk.metrics.export import (
        AggregationTemporality,
        Gauge,
        Histogram,
        HistogramDataPoint,
        Metric,
        NumberDataPoint,
        Sum,
    )

    now = time.time_ns()

    def numbers(name: str) -> list[NumberDataPoint]:
        said = [sample for sample in family.samples if sample.name == name]
        return [NumberDataPoint(sample.labels, _began_at, now, sample.value) for sample in said]

    data: Any
    match family.type:
        case "counter":
            data = Sum(numbers(f"{family.name}_total"), AggregationTemporality.CUMULATIVE, is_monotonic=True)
        case "gauge":
            data = Gauge(numbers(family.name))
        case "histogram":
            points = [
                HistogramDataPoint(
                    attributes=labels,
                    start_time_unix_nano=_began_at,
                    time_unix_nano=now,
                    count=sum(counts),
                    sum=total,
                    bucket_counts=counts,
                    explicit_bounds=bounds,
                    min=None,  # type: ignore[arg-type] # Prometheus does not keep them, and the protocol can do without
                    max=None,  # type: ignore[arg-type]
                )
                for labels, bounds, counts, total in _distributions(family)
            ]
            data = Histogram(points, AggregationTemporality.CUMULATIVE)
        case _:
            return None
    return Metric(name=family.name, description=family.documentation, unit=family.unit, data=data) if data.data_points else None


def _distributions(family: Family) -> Iterator[tuple[dict[str, str], list[float], list[int], float]]:
    """Give labels, bounds, the count within each two bounds, and the sum, of each histogram of a family."""
    up_to: dict[tuple[tuple[str, str], ...], list[tuple[float, float]]] = {}
    sums: dict[tuple[tuple[str, str], ...], float] = {}
    for sample in family.samples:
        labels = tuple(sorted((name, value) for name, value in sample.labels.items() if name != "le"))
        if sample.name == f"{family.name}_bucket":
            up_to.setdefault(labels, []).append((float(sample.labels["le"]), sample.value))
        elif sample.name == f"{family.name}_sum":
            sums[labels] = sample.value
    for labels, buckets in up_to.items():
        counts = [0.0, *(count for _, count in buckets)]
        bounds = [bound for bound, _ in buckets[:-1]]  # the last one has no bound
        yield dict(labels), bounds, [int(upper - lower) for lower, upper in pairwise(counts)], sums[labels]
