async def test_path(world):
    d = await world.draft()
    import json

    print(json.dumps(d, indent=1))
    a = await world.brand.post(f"/drafts/{d['id']}/approve", {"version_number": 1})
    print(a.json(), [type(x).__name__ for x in await world.review.said()])
    assert a.status_code == 200
