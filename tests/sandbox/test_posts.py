"""Posts on the sandbox's social platform."""

import pytest

from tests.harness import ServiceUnderTest, is_problem

SHA = "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08"
POST = {"caption": "Cook with the Lumen Pan. #ad", "hashtags": ["#lumenpan", "#ad"], "media_sha256": [SHA]}
POSTS = "/sandbox/social-accounts/lena/posts"


async def test_a_post_is_made_read_edited_taken_down_and_restored(sandbox: ServiceUnderTest) -> None:
    nobody = sandbox.nobody()
    assert is_problem(await nobody.post(POSTS, POST), 404, "not_found")
    await nobody.put("/sandbox/social-accounts/lena", {})
    await nobody.put("/sandbox/social-accounts/ben", {})

    made = await nobody.post(POSTS, POST)

    assert made.status_code == 201, made.text
    post = made.json()
    assert post["id"].startswith("spo_")
    assert (
        post.items() >= {"object": "sandbox_post", "handle": "lena", "media_sha256": [SHA.lower()], "is_available": True}.items()
    )
    assert post["url"].startswith("https://")
    assert post["posted_at"].endswith("Z")
    alone = (await nobody.post(POSTS, {**POST, "media_sha256": SHA})).json()
    assert alone["media_sha256"] == [SHA.lower()]
    assert (await nobody.get(POSTS)).json()["data"] == [alone, post]
    assert (await nobody.get("/sandbox/social-accounts/ben/posts")).json()["data"] == []
    assert is_problem(await nobody.get(f"/sandbox/social-accounts/ben/posts/{post['id']}"), 404, "not_found")

    down = await nobody.post(f"{POSTS}/{post['id']}/take-down")
    again = await nobody.post(f"{POSTS}/{post['id']}/take-down")
    assert down.json().items() >= {"is_available": False, "version": 2}.items()
    assert again.json() == down.json()
    restored = (await nobody.post(f"{POSTS}/{post['id']}/restore")).json()
    assert restored.items() >= {"is_available": True, "taken_down_at": None}.items()

    edited = (await nobody.patch(f"{POSTS}/{post['id']}", {"caption": "Buy it."})).json()
    assert (edited["caption"], edited["hashtags"]) == ("Buy it.", POST["hashtags"])
    assert (await nobody.get(f"{POSTS}/{post['id']}")).json() == edited


@pytest.mark.parametrize(
    "change",
    [
        {"media_sha256": "abc"},
        {"media_sha256": 7},
        {"media_sha256": [7]},
        {"hashtags": ["two words"]},
        {"hashtags": "#ad"},
        {"caption": 7},
        {"url": "x"},
    ],
)
async def test_a_wrong_post_is_refused(sandbox: ServiceUnderTest, change: dict[str, object]) -> None:
    await sandbox.nobody().put("/sandbox/social-accounts/lena", {})

    assert is_problem(await sandbox.nobody().post(POSTS, {**POST, **change}), 422, "validation_failed")
    assert await sandbox.scalar("select count(*) from posts") == 0
