"""Other sites' pages get nothing done, and our page is kept to itself."""

from typing import Any

import aiohttp
import pytest

from tests.webchat.house import House
from webchat.person import Person

FOREIGN = {"Origin": "https://evil.example"}


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"json": {"blocked": True}, "headers": FOREIGN}, "foreign_origin"),
        ({"json": {"blocked": True}, "headers": {"Origin": "null"}}, "foreign_origin"),
        ({"data": '{"blocked":true}', "headers": {"Content-Type": "text/plain"}}, "foreign_request"),
        ({"data": {"blocked": "true"}}, "foreign_request"),
    ],
)
async def test_forged_requests(house: House, alice: Person, how: dict[str, Any], code: str) -> None:
    async with alice.http.post(f"{house.url}/api/block", **how) as response:
        assert (response.status, (await response.json())["error"]["code"]) == (403, code)
    assert (await alice.request("GET", "/api/me"))["blocked"] is False


async def test_a_form_with_files_needs_our_header(house: House, alice: Person) -> None:
    form = aiohttp.FormData({"client_id": "a", "kind": "document"}, default_to_multipart=True)
    form.add_field("file", b"x", filename="x")
    async with alice.http.post(f"{house.url}/api/messages", data=form) as response:
        assert (await response.json())["error"]["code"] == "foreign_request"


async def test_our_own_page_may(house: House, alice: Person) -> None:
    async with alice.http.post(
        f"{house.url}/api/block", json={"blocked": True}, headers={"Origin": house.url}
    ) as response:
        assert response.status == 200


async def test_a_foreign_page_cannot_listen(house: House, alice: Person) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await alice.http.ws_connect(f"{house.url}/api/events", headers=FOREIGN)
    assert refused.value.status == 403


async def test_headers(house: House, alice: Person) -> None:
    async with alice.http.get(f"{house.url}/api/me") as response:
        headers = response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self';" in policy and "unsafe" not in policy
    assert "img-src 'self' blob: data:" in policy and "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Permissions-Policy"].startswith("camera=(self), microphone=(self), geolocation=(self)")
    assert headers["Cache-Control"] == "no-store"


async def test_errors_have_codes(house: House, alice: Person) -> None:
    async with alice.http.get(f"{house.url}/api/nothing") as response:
        assert (response.status, (await response.json())["error"]["code"]) == (404, "not_found")
    async with alice.http.post(
        f"{house.url}/api/block", data="{", headers={"Content-Type": "application/json"}
    ) as response:
        assert (response.status, (await response.json())["error"]["code"]) == (400, "bad_request")


async def test_the_page_itself(house: House) -> None:
    async with aiohttp.ClientSession() as http, http.get(f"{house.url}/") as response:
        assert (response.status, response.content_type) == (200, "text/html")
