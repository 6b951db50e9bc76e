"""P1: what a request costs on its way through the gateway, beside nginx and a plain Python proxy: python -m tests.benchmarks.front_door."""

import argparse
import asyncio
import json
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import psutil
from rich.table import Table

from tests.benchmarks.proxies import proxies

PATH = "/v1/orders/ord_01k4s3m7v8e9tb2h6jq0xyzwpn"
NOTE = json.dumps({"text": "x" * 1011}).encode()
HEADERS = {
    "Accept": "application/json",
    "Authorization": "Bearer gls_0123456789abcdef0123456789abcdef",
    "User-Agent": "bench/1",
}
CALLS = {"GET small JSON": ("GET", PATH, b""), "POST 1 KiB": ("POST", f"{PATH}/notes", NOTE)}
CONNECTIONS = 8
"""As many as the gateway lets a service work on at once."""


def spent(process: psutil.Process) -> float:
    """CPU seconds of a process and its workers so far."""
    total = 0.0
    for one in (process, *process.children(recursive=True)):
        times = one.cpu_times()
        total += times.user + times.system
    return total


def answers(address: str) -> list[tuple[int, bytes]]:
    """Ask each call once."""
    with httpx.Client(base_url=address, headers=HEADERS, trust_env=False) as client:
        found = [client.request(method, path, content=body) for method, path, body in CALLS.values()]
    return [(answer.status_code, answer.content) for answer in found]


def wait_until_all_answer(addresses: list[str], *, seconds: float = 30) -> None:
    """Wait until every server answers, and all of them the same."""
    until = time.monotonic() + seconds
    for address in addresses:
        while True:
            try:
                answers(address)
                break
            except httpx.TransportError:
                assert time.monotonic() < until, f"{address} does not answer"
                time.sleep(0.05)
    expected, *others = (answers(address) for address in addresses)
    assert [status for status, _ in expected] == [200, 200], expected
    assert all(found == expected for found in others), others


def load(address: str, call: str, *, seconds: float, directory: Path) -> int:
    """Ask as often as can be on some connections that stay open, from another process; give how many were answered with 200."""
    method, path, body = CALLS[call]
    if shutil.which("wrk") is None:
        command = [sys.executable, "-m", "tests.benchmarks.front_door", "--ask", address, call, "--seconds", str(seconds)]
        return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    script = directory / "call.lua"
    said = "".join(f"wrk.headers[{json.dumps(name)}] = {json.dumps(value)}\n" for name, value in HEADERS.items())
    script.write_text(f"wrk.method = {json.dumps(method)}\nwrk.body = {json.dumps(body.decode()) if body else 'nil'}\n{said}")
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "-s", str(script), f"{address}{path}"]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in shown, shown
    found = re.search(r"(\d+) requests in", shown)
    assert found is not None, shown
    return int(found[1])


async def ask(address: str, call: str, seconds: float) -> int:
    """Do what wrk does, where it is not installed."""
    import aiohttp

    method, path, body = CALLS[call]
    answered, until = 0, time.perf_counter() + seconds
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), headers=HEADERS) as session:

        async def caller() -> None:
            nonlocal answered
            while time.perf_counter() < until:
                async with session.request(method, f"{address}{path}", data=body or None) as answer:
                    await answer.read()
                    assert answer.status == 200
                answered += 1

        await asyncio.gather(*(caller() for _ in range(CONNECTIONS)))
    return answered


def measure(directory: Path, *, rounds: int, seconds: float) -> dict[str, Any]:
    """Give the CPU time of a request and the rate at each proxy, and the ratios."""
    directory.mkdir(parents=True, exist_ok=True)
    with proxies(directory) as found:
        wait_until_all_answer([address for address, _ in found.values()])
        names = [name for name in found if name != "upstream"]
        result: dict[str, Any] = {}
        for call in CALLS:
            taken: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
            for turn in range(rounds + 1):
                for name in names:
                    address, process = found[name]
                    before, began = spent(process), time.perf_counter()
                    count = load(address, call, seconds=seconds, directory=directory)
                    if turn:  # the first is to warm up
                        taken[name].append(((spent(process) - before) / count * 1e6, count / (time.perf_counter() - began)))
            result[call] = {
                name: {
                    "cpu_us": round(statistics.median(cpu for cpu, _ in values), 1),
                    "per_second": round(statistics.median(rate for _, rate in values)),
                }
                for name, values in taken.items()
            }
            ours = result[call]["gateway"]["cpu_us"]
            if "nginx" in names:
                result[call]["nginx_of_ours"] = round(result[call]["nginx"]["cpu_us"] / ours, 3)
            result[call]["fastapi_of_ours"] = round(result[call]["fastapi"]["cpu_us"] / ours, 2)
    return result


def table(figures: dict[str, Any]) -> Table:
    """Show the figures."""
    shown = Table(title="P1 the gateway beside other proxies", title_justify="left")
    for column in ("figure", *figures):
        shown.add_column(column, justify="left" if column == "figure" else "right")
    for name in next(iter(figures.values())):
        values = [found[name] for found in figures.values()]
        if isinstance(values[0], dict):
            shown.add_row(
                f"{name}: CPU µs a request / requests per second", *(f"{v['cpu_us']} / {v['per_second']}" for v in values)
            )
        else:
            shown.add_row(name.replace("_", " "), *(str(value) for value in values))
    if "nginx" not in next(iter(figures.values())):
        shown.caption = "nginx is not installed: not compared"
    return shown


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--seconds", type=float, default=3)
    arguments.add_argument("--ask", nargs=2, metavar=("ADDRESS", "CALL"), help="only ask, and print how often")
    chosen = arguments.parse_args()
    if chosen.ask:
        address, call = chosen.ask
        print(asyncio.run(ask(address, call, chosen.seconds)))
        return
    print(json.dumps(measure(Path(".bench/front-door"), rounds=chosen.rounds, seconds=chosen.seconds), indent=1))


if __name__ == "__main__":
    main()
