"""What a caller says it takes: pages of other origins, media types, compression."""

import asyncio
import gzip
import json
import zlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
import zstandard
from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse, StreamingResponse

from gateway.accept import coding_for, takes_one_of
from shared.front import App
from shared.settings import Settings, SettingsError, load
from tests.gateway.doubles import assert_problem, fronted, running, serving

ORIGIN = "https://app.example"
CORS: Any = Settings.model_validate({"cors_origins": f"{ORIGIN}, http://localhost:3000"})
OURS = {"Origin": ORIGIN}


# --- other origins ----------------------------------------------------------------------------------------------


async def test_a_preflight_is_answered_at_the_door() -> None:
    async with running(settings=CORS) as suite:
        asked = {**OURS, "Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "if-match"}
        answer = await suite.client.options("/v1/campaigns/cmp_x", headers=asked)

        assert answer.status_code == 204
        assert answer.headers["access-control-allow-origin"] == ORIGIN
        assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS, PATCH"
        said = answer.headers["access-control-allow-headers"]
        assert {"Authorization", "Idempotency-Key", "If-Match", "Greenlight-Organization"} <= set(said.split(", "))
        assert "Origin" in answer.headers["vary"]
        assert "access-control-allow-credentials" not in answer.headers
        assert (suite.toy.calls, suite.identity.minted) == (0, 0)


async def test_pages_of_these_origins_may_read_every_answer() -> None:
    async with running(settings=CORS) as suite:
        bad = {**OURS, "Authorization": "Basic x"}
        for path, said in (("/v1/orders/x", OURS), ("/v1/nope", OURS), ("/v1//x", OURS), ("/healthz", OURS), ("/v1/me", bad)):
            answer = await suite.get(path, headers=said)
            assert answer.headers["access-control-allow-origin"] == ORIGIN, path
            assert {"ETag", "Request-Id", "RateLimit"} <= set(answer.headers["access-control-expose-headers"].split(", "))
            assert "Origin" in answer.headers["vary"]
            assert "access-control-allow-credentials" not in answer.headers


FOREIGN = [
    "https://evil.example",
    "https://app.example.evil.example",
    "https://xapp.example",
    "http://app.example",
    "https://app.example:8443",
    "https://APP.example/",
    "null",
    "",
    "*",
]


@pytest.mark.parametrize("origin", FOREIGN)
async def test_other_origins_may_not(origin: str) -> None:
    async with running(settings=CORS) as suite:
        asked = {"Origin": origin, "Access-Control-Request-Method": "GET"}
        for answer in (await suite.get("/v1/orders/x", headers=asked), await suite.client.options("/v1/orders/x", headers=asked)):
            assert not [name for name in answer.headers if name.startswith("access-control-")]
            assert "Origin" in answer.headers["vary"]


async def test_without_origins_nothing_is_said() -> None:
    async with running() as suite:
        answer = await suite.get("/v1/orders/x", headers=OURS)
        assert not [name for name in answer.headers if name.startswith("access-control-")]
        assert "Origin" not in answer.headers["vary"]


async def test_any_origin() -> None:
    async with running(settings=Settings(cors_origins="*")) as suite:
        assert (await suite.get("/v1/orders/x", headers=OURS)).headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-origin" not in (await suite.get("/v1/orders/x")).headers


@pytest.mark.parametrize("origins", ["app.example", "https://app.example/path", "null", "https://*.example", "ftp://x"])
def test_what_is_no_origin_refuses_to_start(origins: str) -> None:
    with pytest.raises(SettingsError, match="GREENLIGHT_CORS_ORIGINS"):
        load(Settings, cors_origins=origins)


@pytest.mark.parametrize("url", ["http://x", "localhost:6379", "memory://"])
def test_what_is_no_store_refuses_to_start(url: str) -> None:
    with pytest.raises(SettingsError, match="GREENLIGHT_LIMITS_URL"):
        load(Settings, limits_url=url)


@pytest.mark.parametrize("name", ["origin", "accept", "accept-encoding", "prefer"])
async def test_a_header_of_any_bytes_is_refused_in_order(name: str) -> None:
    async with running(settings=CORS) as suite:
        answer = await suite.get("/v1/orders/x", headers={name.encode(): b"\xff\xfe"})
        assert_problem(answer, 400, "headers_invalid")


# --- media types ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "accept", ["text/html", "application/xml, text/*", "application/json;q=0", "application/json;q=0, */*", "image/*"]
)
async def test_what_no_operation_gives_is_refused(accept: str) -> None:
    async with running() as suite:
        refused = await suite.get("/v1/campaigns/cmp_x", headers={"Accept": accept})
        assert assert_problem(refused, 406, "not_acceptable")["available"] == ["application/json"]
        assert suite.toy.calls == 0


ACCEPTABLE = [
    "*/*",
    "application/*",
    "application/json",
    "APPLICATION/JSON",
    "application/json; charset=utf-8",
    "text/html, */*;q=0.1",
    "text/html, application/json;q=0.5",
    "*/*;q=0, application/json",
    "",
    ",",
]


@pytest.mark.parametrize("accept", ACCEPTABLE)
async def test_what_the_operation_gives_is_given(accept: str) -> None:
    async with running() as suite:
        assert (await suite.get("/v1/campaigns/cmp_x", headers={"Accept": accept})).status_code == 200


async def test_several_accept_headers_are_one_list() -> None:
    async with running() as suite:
        both = [("Accept", "text/html"), ("Accept", "application/json")]
        assert (await suite.get("/v1/campaigns/cmp_x", headers=both)).status_code == 200


async def test_an_operation_whose_form_is_open_takes_any_accept() -> None:
    async with running() as suite:
        assert (await suite.get("/v1/uploads/upl_x/content", headers={"Accept": "video/mp4"})).status_code == 200


@pytest.mark.parametrize("junk", [";q=1", "a;b;c", "q=0.5", "text/html;q=x", "*/*;q=2", "\t", "a" * 5000])
def test_a_strange_header_breaks_nothing(junk: str) -> None:
    assert takes_one_of(junk, ("application/json",)) in {True, False}
    assert coding_for(junk, ("zstd", "gzip")) in {"zstd", "gzip", None}


# --- compression ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ("zstd", "zstd"),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("GZIP;Q=0.9 , ZSTD;q=0.8", "gzip"),
        ("zstd;q=0.001", "zstd"),
        ("zstd;q=0, gzip", "gzip"),
        ("zstd;q=0, *", "gzip"),
        ("zstd;q=0, gzip;q=0", None),
        ("*", "zstd"),
        ("gzip;q=0.5, *;q=0.4", "gzip"),
        ("gzip;q=0.5, *", "zstd"),
        ("*;q=0", None),
        ("*;q=0, gzip", "gzip"),
        ("br", None),
        ("identity", None),
        ("identity, gzip;q=0.5", None),
        ("identity;q=0.5, gzip;q=0.8", "gzip"),
        ("identity, zstd", "zstd"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        (" ", None),
    ],
)
def test_the_coding_that_the_caller_likes_best_is_chosen(said: str, chosen: str | None) -> None:
    assert coding_for(said, ("zstd", "gzip")) == chosen


LONG = {"data": ["the same words again"] * 500}


def wordy() -> App:
    app = FastAPI()

    @app.get("/v1/orders/long")
    async def long() -> Response:
        return JSONResponse(LONG, headers={"ETag": '"v7"'})

    @app.get("/v1/orders/short")
    async def short() -> Response:
        return JSONResponse({"a": 1}, headers={"ETag": '"v7"'})

    @app.get("/v1/orders/unchanged")
    async def unchanged() -> Response:
        return Response(status_code=304, headers={"ETag": '"v7"'})

    @app.get("/v1/orders/pieces")
    async def pieces() -> StreamingResponse:
        async def all() -> AsyncIterator[bytes]:
            body = json.dumps(LONG).encode()
            for at in range(0, len(body), 700):
                yield body[at : at + 700]

        return StreamingResponse(all(), media_type="application/json")

    @app.get("/v1/orders/events")
    async def events() -> StreamingResponse:
        async def one() -> AsyncIterator[bytes]:
            yield b"data: " + b"x" * 5000 + b"\n\n"

        return StreamingResponse(one(), media_type="text/event-stream")

    @app.get("/v1/orders/zipped")
    async def zipped() -> Response:
        return Response(
            gzip.compress(json.dumps(LONG).encode()) * 1, headers={"Content-Encoding": "gzip"}, media_type="application/json"
        )

    return fronted(app)


GZIP = {"Accept-Encoding": "gzip"}
ZSTD = {"Accept-Encoding": "zstd"}
PLAIN = {"Accept-Encoding": "identity"}


def unpacked(raw: bytes, coding: str) -> bytes:
    """Read what is compressed, which must end where it says it does."""
    reader = zlib.decompressobj(16 + zlib.MAX_WBITS) if coding == "gzip" else zstandard.ZstdDecompressor().decompressobj()
    body = reader.decompress(raw)
    assert reader.eof
    assert not reader.unused_data
    return body


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
@pytest.mark.parametrize("is_inside", [True, False])
async def test_long_answers_are_compressed(
    monkeypatch: pytest.MonkeyPatch,
    coding: str,
    is_inside: bool,  # noqa: FBT001
) -> None:
    said = {"Accept-Encoding": coding}
    async with serving(wordy()) as url:
        monkeypatch.setenv("GREENLIGHT_CAMPAIGNS_URLS", url)
        async with running(apps={"campaigns": wordy()} if is_inside else None, inside=is_inside, with_socket=True) as suite:
            for path in ("/v1/orders/long", "/v1/orders/pieces"):
                async with suite.client.stream("GET", path, headers=said) as answer:
                    raw = b"".join([chunk async for chunk in answer.aiter_raw()])
                assert answer.headers["content-encoding"] == coding
                assert "Accept-Encoding" in answer.headers["vary"]
                assert len(raw) < 1000
                assert json.loads(unpacked(raw, coding)) == LONG
                assert answer.headers.get("content-length", str(len(raw))) == str(len(raw))
            tagged = await suite.get("/v1/orders/long", headers=said)
            assert tagged.headers["etag"] == 'W/"v7"'


async def test_answers_that_come_at_once_do_not_mix() -> None:
    async with running(apps={"campaigns": wordy()}, with_socket=True) as suite:
        paths = ["/v1/orders/long", "/v1/orders/pieces"] * 10
        answers = await asyncio.gather(*(suite.get(path, headers=ZSTD) for path in paths))
    assert {answer.headers["content-encoding"] for answer in answers} == {"zstd"}
    assert all(answer.json() == LONG for answer in answers)


async def test_what_is_not_compressed() -> None:
    async with running(apps={"campaigns": wordy()}) as suite:
        for path, said in (
            ("/v1/orders/long", PLAIN),
            ("/v1/orders/long", {"Accept-Encoding": "gzip;q=0, br"}),
            ("/v1/orders/long", {"Accept-Encoding": "identity, zstd;q=0.5"}),
            ("/v1/orders/short", ZSTD),
            ("/v1/orders/events", ZSTD),
            ("/v1/orders/short", GZIP),
            ("/v1/orders/events", GZIP),
        ):
            answer = await suite.get(path, headers=said)
            assert "content-encoding" not in answer.headers, path
            assert answer.headers.get("etag", '"v7"') == '"v7"'
        already = await suite.get("/v1/orders/zipped", headers=GZIP)
        assert already.json() == LONG


async def test_an_unchanged_answer_varies_as_the_whole_one_does() -> None:
    async with running(apps={"campaigns": wordy()}) as suite:
        whole, unchanged = [await suite.get(f"/v1/orders/{name}", headers=ZSTD) for name in ("long", "unchanged")]
    assert (whole.status_code, unchanged.status_code) == (200, 304)
    assert whole.headers["vary"] == unchanged.headers["vary"]


async def test_head_says_what_get_says() -> None:
    async with running(apps={"campaigns": wordy()}) as suite:
        for path in ("/v1/orders/long", "/v1/orders/short"):
            for said in (GZIP, ZSTD, PLAIN):
                head, get = await suite.client.head(path, headers=said), await suite.get(path, headers=said)
                shown = [{name: one.headers.get(name) for name in ("etag", "vary", "content-encoding")} for one in (head, get)]
                assert shown[0] == shown[1]
                assert head.content == b""
                assert head.headers.get("content-length", get.headers["content-length"]) == get.headers["content-length"]


async def test_a_long_problem_is_compressed_too() -> None:
    async with running() as suite:
        path = "/v1/orders/" + "x" * 1500
        answer = await suite.get(path, headers=GZIP)
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.json()["path"] == path


async def test_an_answer_that_breaks_off_is_not_taken_for_whole() -> None:
    async with running(with_socket=True) as suite:
        with pytest.raises(Exception, match=r"peer closed|incomplete"):
            await suite.get("/v1/orders/breaks", headers=GZIP)
        await asyncio.sleep(0)
