"""What P1 compares: the gateway, nginx, and a proxy of FastAPI and httpx, each in processes of its own before one upstream."""

import asyncio
import json
import logging
import multiprocessing
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httptools
import psutil
import uvicorn
import uvloop

from shared.clock import real_now
from shared.events.identity import OrganizationId, SessionId

ORDER = json.dumps(
    {
        "id": "ord_01k4s3m7v8e9tb2h6jq0xyzwpn",
        "object": "order",
        "state": "active",
        "price": {"amount": 60_000, "currency": "USD"},
        "deliverables": [{"id": "dlv_01k4s3m7v8e9tb2h6jq0xyzwpn", "type": "video", "title": "A film", "state": "pending"}],
    }
).encode()
NGINX = """
worker_processes 1;
daemon off;
pid {directory}/nginx.pid;
error_log {directory}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    keepalive_requests 1000000000;
    client_body_temp_path {directory}/body;
    proxy_temp_path {directory}/proxy;
    fastcgi_temp_path {directory}/fastcgi;
    uwsgi_temp_path {directory}/uwsgi;
    scgi_temp_path {directory}/scgi;
    upstream service {{ server 127.0.0.1:{upstream}; keepalive 64; keepalive_requests 1000000000; }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://service;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header X-Forwarded-For $remote_addr;
        }}
    }}
}}
"""


class _Upstream(asyncio.Protocol):
    """Answers whatever comes, as fast as Python can, so that little of a round is spent here."""

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._parser = httptools.HttpRequestParser(self)
        self._url, self._size = b"", 0

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_url(self, url: bytes) -> None:
        self._url = url

    def on_body(self, body: bytes) -> None:
        self._size += len(body)

    def on_message_complete(self) -> None:
        if self._url == b"/internal/inner-tokens":
            body = _inner_token()
        else:
            body = ORDER if self._parser.get_method() == b"GET" else b'{"taken": %d}' % self._size
        head = b'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\netag: "v1"\r\ncontent-length: %d\r\n\r\n' % len(body)
        self._transport.write(head + body)
        self._size = 0


def _inner_token() -> bytes:
    token = {
        "token": "e30.e30.e30",
        "expires_at": (real_now() + timedelta(seconds=60)).isoformat(),
        "credential_id": SessionId.new(),
        "rests_on": [],
        "organization_id": OrganizationId.new(),
    }
    return json.dumps(token).encode()


async def _serve_upstream(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(_Upstream, "127.0.0.1", port)
    await server.serve_forever()


async def _serve_gateway(port: int, upstream: int) -> None:
    """As a process of the suite that has only the gateway; every service is the upstream."""
    import structlog

    from gateway.app import create_gateway
    from services import REGISTER
    from shared.bus.local import LocalBus
    from shared.front import TraceBegins
    from shared.process import Neighbours, _server_of
    from shared.settings import Settings

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    settings = Settings(limits="generous")
    gateway = create_gateway(settings, Neighbours(settings, dict.fromkeys(REGISTER, upstream)), LocalBus(), "ins_bench")
    async with asyncio.TaskGroup() as parts:
        parts.create_task(gateway.run())
        server = _server_of(TraceBegins(gateway.app, service="gateway"), settings)
        parts.create_task(server.serve(sockets=[socket.create_server(("127.0.0.1", port))]))


async def _serve_fastapi(port: int, upstream: int) -> None:
    """As the documentation of FastAPI and httpx has it: one client, and bodies that stream."""
    import httpx
    from fastapi import FastAPI, Request
    from fastapi.responses import StreamingResponse
    from starlette.background import BackgroundTask

    logging.disable()  # of callers who leave at the end of a round
    app = FastAPI()
    client = httpx.AsyncClient(base_url=f"http://127.0.0.1:{upstream}", trust_env=False)

    @app.api_route("/{path:path}", methods=["GET", "POST"])
    async def proxy(request: Request) -> StreamingResponse:
        url = httpx.URL(path=request.url.path, query=request.url.query.encode())
        body = request.stream() if request.method == "POST" else None
        asked = client.build_request(request.method, url, headers=request.headers.raw, content=body)
        answer = await client.send(asked, stream=True)
        return StreamingResponse(
            answer.aiter_raw(), answer.status_code, dict(answer.headers), background=BackgroundTask(answer.aclose)
        )

    config = uvicorn.Config(app, port=port, http="httptools", log_config=None, access_log=False, lifespan="off", ws="none")
    await uvicorn.Server(config).serve()


def _run(serve: Callable[[], Any]) -> None:
    with suppress(KeyboardInterrupt):
        uvloop.run(serve())


def a_port() -> int:
    """Find a port on loopback that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _started(stack: ExitStack, serve: Callable[..., Any], **ports: int) -> psutil.Process:
    process = multiprocessing.get_context("spawn").Process(target=_run, args=(partial(serve, **ports),), daemon=True)
    process.start()
    stack.callback(process.join, 5)
    stack.callback(process.terminate)
    assert process.pid is not None
    return psutil.Process(process.pid)


@contextmanager
def proxies(directory: Path) -> Iterator[dict[str, tuple[str, psutil.Process]]]:
    """Start everything, and give each one's address and process: `upstream`, `gateway`, `fastapi`, and `nginx` where it is installed."""
    with ExitStack() as stack:
        ports = {name: a_port() for name in ("upstream", "gateway", "fastapi", "nginx")}
        upstream = ports["upstream"]
        found: dict[str, psutil.Process] = {
            "upstream": _started(stack, _serve_upstream, port=upstream),
            "gateway": _started(stack, _serve_gateway, port=ports["gateway"], upstream=upstream),
            "fastapi": _started(stack, _serve_fastapi, port=ports["fastapi"], upstream=upstream),
        }
        if program := shutil.which("nginx"):
            directory.mkdir(parents=True, exist_ok=True)
            config = directory.absolute() / "nginx.conf"
            config.write_text(NGINX.format(directory=directory.absolute(), port=ports["nginx"], upstream=upstream))
            process = subprocess.Popen([program, "-c", str(config), "-e", str(directory.absolute() / "error.log")])
            stack.callback(process.wait, 5)
            stack.callback(process.terminate)
            found["nginx"] = psutil.Process(process.pid)
        yield {name: (f"http://127.0.0.1:{ports[name]}", process) for name, process in found.items()}
