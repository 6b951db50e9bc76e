"""Uploads: announced, sent in pieces, proven, unchangeable."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.review.uploads import addresses, transfer
from services.review.uploads.routes import router
from shared.clock import real_now
from shared.events.review import UploadCompleted, UploadId
from tests.harness import Actor, ServiceUnderTest, is_problem
from tests.review.conftest import path_of, send
from tests.review.films import PNG, mp4

FILM = mp4(20, filling=os.urandom(3000))
DIGEST = hashlib.sha256(FILM).hexdigest()
NEW = {"filename": "pän.mp4", "content_type": "video/mp4", "size_bytes": len(FILM)}


async def announced(by: Actor, **change: Any) -> dict[str, Any]:
    """Announce a file."""
    answer = await by.post("/uploads", {**NEW, **change})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def complete(by: Actor, upload: dict[str, Any], sha256: str = DIGEST) -> Any:
    """Say that a file is whole."""
    return await by.post(f"/uploads/{upload['id']}/complete", {"sha256": sha256})


async def offset(review: ServiceUnderTest, upload: dict[str, Any]) -> int:
    """Ask how far a file has come."""
    answer = await review.nobody().request("HEAD", path_of(upload["url"]))
    assert (answer.status_code, answer.content) == (200, b"")
    return int(answer.headers["upload-offset"])


async def test_a_file_is_announced_sent_and_proven(review: ServiceUnderTest) -> None:
    creator = review.creator()
    upload = await announced(creator)

    assert (upload["object"], upload["state"], upload["method"], upload["actions"]) == ("upload", "pending", "PUT", ["complete"])
    assert upload["headers"] == {"Content-Type": "video/mp4"}
    assert upload["sha256"] is upload["download_url"] is upload["completed_at"] is None
    sent = await send(review, upload, FILM)
    assert (sent.status_code, sent.headers["upload-offset"]) == (204, str(len(FILM)))

    answer = await complete(creator, upload, DIGEST.upper())
    done = answer.json()
    assert (answer.status_code, answer.headers["etag"], done["state"], done["sha256"]) == (200, '"v2"', "complete", DIGEST)
    assert (done["duration_seconds"], done["url"], done["headers"], done["is_final"]) == (20.0, None, None, True)
    assert await review.said() == [
        UploadCompleted(
            upload_id=done["id"],
            organization_id=creator.organization_id,
            content_type="video/mp4",
            size_bytes=len(FILM),
            sha256=DIGEST,
        )
    ]

    again = await complete(creator, upload)
    assert (again.status_code, again.json()["version"]) == (200, 2)
    assert is_problem(await complete(creator, upload, "0" * 64), 409, "checksum_mismatch")
    assert is_problem(await send(review, upload, FILM), 409, "invalid_state")
    assert len(await review.said()) == 1
    assert (await creator.get("/uploads?state=complete")).json()["data"][0]["id"] == upload["id"]
    assert (await creator.get("/uploads?state=pending")).json()["data"] == []
    assert (await creator.get(f"/uploads/{upload['id']}")).json()["download_url"]


async def test_a_broken_sending_goes_on_where_it_ended(review: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "PIECE_BYTES", 256)
    creator = review.creator()
    upload = await announced(creator)
    assert await offset(review, upload) == 0
    size = len(FILM)

    first = await send(review, upload, FILM[:1000], **{"Content-Range": f"bytes 0-999/{size}"})
    assert (first.status_code, first.headers["upload-offset"], await offset(review, upload)) == (204, "1000", 1000)
    assert is_problem(await complete(creator, upload), 409, "upload_incomplete")
    assert (await complete(creator, upload)).json()["upload_offset"] == 1000

    for start in (0, 999, 1001):
        wrong = await send(review, upload, FILM[start : start + 10], **{"Content-Range": f"bytes {start}-{start + 9}/*"})
        assert is_problem(wrong, 409, "upload_offset_mismatch")
        assert wrong.headers["upload-offset"] == "1000"

    last = await send(review, upload, FILM[1000:], **{"Content-Range": f"bytes 1000-{size - 1}/{size}"})
    assert last.headers["upload-offset"] == str(size)
    assert (await complete(creator, upload)).status_code == 200


async def test_what_a_broken_connection_brought_is_kept(review: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "IDLE_SECONDS", 0.2)
    monkeypatch.setattr(transfer, "PIECE_BYTES", 500)
    upload = await announced(review.creator())

    async def body() -> AsyncIterator[bytes]:
        yield FILM[:700]
        await asyncio.sleep(5)

    stalled = await send(review, upload, body())

    assert is_problem(stalled, 408, "upload_stalled")
    assert stalled.headers["upload-offset"] == "700"
    assert await offset(review, upload) == 700


async def test_sending_all_of_it_begins_anew(review: ServiceUnderTest) -> None:
    creator = review.creator()
    upload = await announced(creator)
    await send(review, upload, bytes(len(FILM)))
    assert is_problem(wrong := await complete(creator, upload), 409, "checksum_mismatch")
    assert wrong.json()["sha256"] == hashlib.sha256(bytes(len(FILM))).hexdigest()
    assert (await creator.get(f"/uploads/{upload['id']}")).json()["state"] == "pending"

    assert (await send(review, upload, FILM)).headers["upload-offset"] == str(len(FILM))
    assert (await complete(creator, upload)).status_code == 200

    store = review.instance.context.ports.store
    assert await store.size(f"{upload['id']}.1") == len(FILM)
    await review.run_tasks()
    assert await store.size(f"{upload['id']}.1") == 0, "the first attempt is forgotten"
    assert await store.size(f"{upload['id']}.2") == len(FILM)


async def test_senders_and_provers_at_once_never_mix_bytes(review: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "PIECE_BYTES", 200)
    creator = review.creator()
    upload = await announced(creator)

    answers = await asyncio.gather(
        *(send(review, upload, FILM) for _ in range(4)), *(complete(creator, upload) for _ in range(4))
    )
    assert {answer.status_code for answer in answers} <= {200, 204, 409}
    if await offset(review, upload) < len(FILM):
        await send(review, upload, FILM)

    proofs = await asyncio.gather(*(complete(creator, upload) for _ in range(4)), complete(creator, upload, "0" * 64))
    assert [answer.status_code for answer in proofs] == [200] * 4 + [409]
    assert len(await review.said(UploadCompleted)) == 1


BAD_FILES: list[tuple[dict[str, Any], str]] = [
    ({"size_bytes": 0}, "/size_bytes"),
    ({"size_bytes": -1}, "/size_bytes"),
    ({"size_bytes": 2 * 1024**3 + 1}, "/size_bytes"),
    ({"size_bytes": 2**53}, "/size_bytes"),
    ({"size_bytes": "5"}, "/size_bytes"),
    ({"size_bytes": True}, "/size_bytes"),
    ({"size_bytes": 1.5}, "/size_bytes"),
    ({"content_type": "text/html"}, "/content_type"),
    ({"content_type": "video/mp4; charset=x"}, "/content_type"),
    ({"content_type": None}, "/content_type"),
    ({"filename": " "}, "/filename"),
    ({"filename": "a" * 201}, "/filename"),
    ({"filename": "a\u0000"}, "/filename"),
    ({"owner": "org_1"}, "/owner"),
]


async def test_bad_announcements_are_named_and_change_nothing(review: ServiceUnderTest) -> None:
    creator = review.creator()
    for change, pointer in BAD_FILES:
        answer = await creator.post("/uploads", {**NEW, **change})

        assert is_problem(answer, 422, "validation_failed"), change
        assert answer.json()["errors"][0]["pointer"] == pointer
    assert await review.scalar("select count(*) from uploads") == 0


async def test_bad_sendings_are_refused_and_change_nothing(review: ServiceUnderTest) -> None:
    creator, nobody = review.creator(), review.nobody()
    upload = await announced(creator)
    address, size = path_of(upload["url"]), len(FILM)

    async def sent(content: Any = b"x", at: str = address, **headers: str) -> Any:
        return await nobody.put(at, content=content, headers={"Content-Type": "video/mp4", **headers})

    assert is_problem(await sent(FILM + b"x"), 413, "body_too_large")
    assert is_problem(await sent(b"xx", **{"Content-Range": f"bytes 0-0/{size}"}), 413, "body_too_large")
    assert is_problem(await sent(**{"Content-Range": f"bytes 0-{size}/{size}"}), 413, "body_too_large")
    for wrong in (f"bytes 0-0/{size + 1}", "bytes 5-4/*", "bytes */5", "bytes 0-", "lines 0-1/2", "bytes -1-2/*", ""):
        assert is_problem(await sent(**{"Content-Range": wrong}), 400, "content_range_invalid")
    assert is_problem(await sent(**{"Content-Type": "text/html"}), 400, "upload_headers_required")
    assert is_problem(await sent(at=address + "0"), 403, "signature_invalid")
    assert is_problem(await sent(at=address.replace("expires=", "expires=9")), 403, "signature_invalid")
    assert is_problem(await sent(at=address.replace("purpose=upload", "purpose=download")), 403, "signature_invalid")
    assert is_problem(await sent(at=address.replace("purpose=upload", "purpose=read")), 422, "validation_failed")
    assert is_problem(await sent(at=address.partition("&")[0]), 422, "validation_failed")
    assert is_problem(await sent(at=address.replace(upload["id"], UploadId.new())), 403, "signature_invalid")

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(10):
            yield FILM

    assert is_problem(await sent(endless()), 413, "body_too_large")
    assert await offset(review, upload) == 0
    for proof in ({}, {"sha256": "0" * 63}, {"sha256": "g" * 64}, {"sha256": 5}, {"sha256": DIGEST, "x": 1}):
        assert is_problem(await creator.post(f"/uploads/{upload['id']}/complete", proof), 422, "validation_failed")


async def test_addresses_expire_in_real_time_alone(review: ServiceUnderTest, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = await announced(review.creator())
    clock.advance(hours=23)
    assert await offset(review, upload) == 0

    monkeypatch.setattr(addresses, "real_now", lambda: real_now().replace(year=2100))
    assert is_problem(await send(review, upload, FILM), 410, "address_expired")


async def test_bytes_of_another_type_are_refused(review: ServiceUnderTest) -> None:
    creator = review.creator()
    for content in (PNG, b"<html><script>"):
        upload = await announced(creator, size_bytes=len(content))
        await send(review, upload, content)
        refused = await complete(creator, upload, hashlib.sha256(content).hexdigest())
        assert is_problem(refused, 409, "content_type_mismatch")
    assert await review.said() == []


async def test_a_file_never_completed_expires(review: ServiceUnderTest, clock: Any) -> None:
    creator = review.creator()
    kept, lost = await announced(creator), await announced(creator)
    for upload in (kept, lost):
        await send(review, upload, FILM)
    await complete(creator, kept)

    clock.advance(hours=24, seconds=5)
    await review.run_timers()
    await review.run_tasks()

    assert [(await creator.get(f"/uploads/{one['id']}")).json()["state"] for one in (kept, lost)] == ["complete", "expired"]
    store = review.instance.context.ports.store
    assert [await store.size(f"{one['id']}.1") for one in (kept, lost)] == [len(FILM), 0]
    assert is_problem(await complete(creator, lost), 409, "invalid_state")
    assert is_problem(await send(review, lost, FILM), 409, "invalid_state")
    assert is_problem(await review.nobody().get(path_of(lost["url"])), 404, "not_found")
    assert await review.scalar("select count(*) from timers") == 0


@pytest.mark.parametrize(
    ("happens", "status", "code"),
    [("begin anew", 409, "upload_incomplete"), ("expire", 409, "invalid_state"), ("complete", 200, None)],
)
async def test_what_happens_to_a_file_while_it_is_proven_is_seen(
    review: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch, clock: Any, happens: str, status: int, code: str | None
) -> None:
    creator, store = review.creator(), review.instance.context.ports.store
    upload = await announced(creator)
    await send(review, upload, FILM)
    size = store.size

    async def meanwhile(key: str) -> int:
        monkeypatch.setattr(store, "size", size)
        counted = await size(key)
        if happens == "begin anew":
            await send(review, upload, FILM)
        elif happens == "expire":
            clock.advance(days=2)
            await review.run_timers()
        else:
            await complete(creator, upload)
        await review.run_tasks()
        return counted

    monkeypatch.setattr(store, "size", meanwhile)
    answer = await complete(creator, upload)

    assert (answer.status_code, answer.json().get("code")) == (status, code)
    assert len(await review.said(UploadCompleted)) == (status == 200)


async def test_a_file_is_fetched_in_ranges_and_run_by_no_browser(review: ServiceUnderTest) -> None:
    creator = review.creator()
    upload = await announced(creator)
    assert is_problem(await review.nobody().get(path_of(upload["url"].replace("upload&", "download&"))), 403, "signature_invalid")
    await send(review, upload, FILM)
    address = path_of((await complete(creator, upload)).json()["download_url"])
    size = len(FILM)

    async def fetched(**headers: str) -> Any:
        return await review.nobody().get(address, headers=headers)

    whole = await fetched()
    assert (whole.status_code, whole.content, whole.headers["content-length"]) == (200, FILM, str(size))
    assert whole.headers["content-type"] == "video/mp4"
    assert whole.headers["content-disposition"] == "attachment; filename*=UTF-8''p%C3%A4n.mp4"
    assert whole.headers["x-content-type-options"] == "nosniff"
    assert whole.headers["content-security-policy"].startswith("sandbox")
    assert (whole.headers["etag"], whole.headers["accept-ranges"]) == (f'"{DIGEST}"', "bytes")
    assert (await fetched(**{"If-None-Match": whole.headers["etag"]})).status_code == 304

    for asked, start, end in (
        ("bytes=0-9", 0, 10),
        ("bytes=100-", 100, size),
        ("bytes=-7", size - 7, size),
        ("bytes=5-99999999", 5, size),
    ):
        part = await fetched(Range=asked)
        assert (part.status_code, part.content) == (206, FILM[start:end])
        assert part.headers["content-range"] == f"bytes {start}-{end - 1}/{size}"
    for ignored in ("bytes=9-5", "bytes=0-1,5-6", "lines=1-2", "bytes=-"):
        assert (await fetched(Range=ignored)).status_code == 200
    for outside in (f"bytes={size}-", "bytes=-0"):
        refused = await fetched(Range=outside)
        assert is_problem(refused, 416, "range_not_satisfiable")
        assert refused.headers["content-range"] == f"bytes */{size}"
    assert (await fetched(Range="bytes=0-9", **{"If-Range": '"other"'})).status_code == 200
    head = await review.nobody().request("HEAD", address)
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(size))


async def test_nobody_else_sees_or_completes_an_upload(review: ServiceUnderTest) -> None:
    upload = await announced(review.creator())

    for other in (review.creator(), review.brand(), review.staff(scopes="reviews:read reviews:write")):
        assert is_problem(await other.get(f"/uploads/{upload['id']}"), 404, "not_found")
        assert is_problem(await complete(other, upload), 404, "not_found")
        assert (await other.get("/uploads")).json()["data"] == []
    assert is_problem(await review.nobody().get("/uploads"), 401, "unauthenticated")
    assert is_problem(await review.creator(scopes="reviews:read").post("/uploads", NEW), 403, "missing_scope")


def test_every_operation_on_bytes_is_public_and_every_other_is_not() -> None:
    scopes = {route.operation_id: route.openapi_extra["x-scope"] for route in router.routes}  # type: ignore[attr-defined]

    assert {name for name, scope in scopes.items() if scope == "public"} == {"send_upload_content", "get_upload_content"}


async def test_a_repeat_gets_the_same_upload_with_an_address_that_works_and_none_is_stored(
    review: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    creator = review.creator()
    key = {"Idempotency-Key": "k"}
    first = await creator.post("/uploads", NEW, headers=key)
    proof = {"sha256": DIGEST}
    assert (await send(review, first.json(), FILM)).status_code == 204
    done = await creator.post(f"/uploads/{first.json()['id']}/complete", proof, headers=key)

    kept = await review.scalar("select string_agg(convert_from(body, 'UTF8'), ' ') from idempotency_keys")
    assert "signature" not in kept
    assert "content?" not in kept

    # A day later, when what was answered then works no more.
    monkeypatch.setattr(addresses, "real_now", lambda: real_now() + timedelta(hours=25))
    assert is_problem(await review.nobody().get(path_of(done.json()["download_url"])), 410, "address_expired")
    again = await creator.post("/uploads", NEW, headers=key)
    done_again = await creator.post(f"/uploads/{first.json()['id']}/complete", proof, headers=key)

    for before, after in ((first, again), (done, done_again)):
        assert (after.status_code, after.headers["idempotent-replayed"]) == (before.status_code, "true")
        assert int(after.headers["content-length"]) == len(after.content)
        assert not {"url", "download_url", "download_url_expires_at"} & {
            name for name, value in after.json().items() if value is None and before.json()[name] is not None
        }
        assert _without_addresses(after.json()) == _without_addresses(before.json())
        assert after.headers["etag"] == before.headers["etag"]
    assert (await review.nobody().request("HEAD", path_of(again.json()["url"]))).status_code == 200
    assert (await review.nobody().get(path_of(done_again.json()["download_url"]))).content == FILM
    assert datetime.fromisoformat(done_again.json()["download_url_expires_at"]) > real_now() + timedelta(hours=25)
    assert await review.scalar("select count(*) from uploads") == 1


def _without_addresses(upload: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in upload.items() if name not in {"url", "download_url", "download_url_expires_at"}}
