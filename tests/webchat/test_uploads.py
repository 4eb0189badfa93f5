"""What persons send at once is bounded: in number, in bytes, in decoded photos, and in patience."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from aiogram import Bot

from tests.webchat.house import House, house_in, picture
from webchat import files
from webchat.person import Person, Refused
from webchat.photos import Size, sizes_of
from webchat.settings import PersonLimits, UploadLimits

HEAD = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'

CHARSET = b'--x\r\nContent-Disposition: form-data; name="_charset_"\r\n\r\n' + b"c" * 40 + b"\r\n--x--\r\n"


@asynccontextmanager
async def half_sent(house: House, person: Person, announced: int = 1_000) -> AsyncIterator[asyncio.StreamReader]:
    """An upload of which only the beginning came."""
    host, _, port = house.url.removeprefix("http://").partition(":")
    cookies = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    reader, writer = await asyncio.open_connection(host, int(port))
    lines = [
        "POST /api/messages HTTP/1.1",
        f"Host: {host}",
        f"Cookie: {cookies}",
        "X-Webchat: 1",
        "Content-Type: multipart/form-data; boundary=x",
        f"Content-Length: {announced}",
        "Expect: 100-continue",
    ]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    assert await reader.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
    writer.write(HEAD + b"half")
    try:
        yield reader
    finally:
        writer.close()
        await writer.wait_closed()


async def as_soon_as_there_is_room(send: Callable[[], Awaitable[object]]) -> None:
    while True:
        try:
            await send()
            return
        except Refused as refused:
            assert refused.status == 429
            await asyncio.sleep(0.01)


async def test_one_account_sends_so_many_at_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    limits = UploadLimits(per_account=2)
    async with house_in(tmp_path, person_uploads=limits) as house, Person(house.url) as alice, Person(house.url) as bob:
        async with half_sent(house, alice), half_sent(house, alice):
            form = aiohttp.FormData({"client_id": "1", "kind": "document"}, default_to_multipart=True)
            form.add_field("file", b"x", filename="a")
            url, headers = f"{house.url}/api/messages", {"X-Webchat": "1"}
            async with alice.http.post(url, data=form, headers=headers) as refused:
                assert (refused.status, refused.headers["Retry-After"]) == (429, "5")
                assert (await refused.json())["error"]["code"] == "too_many_uploads"
            await bob.send_document(b"bob is not held up")
            await alice.say("words neither")
        await as_soon_as_there_is_room(lambda: alice.send_document(b"x"))
    assert not caplog.records


async def test_a_broken_form_is_refused_and_no_fault_of_ours(
    house: House, alice: Person, caplog: pytest.LogCaptureFixture
) -> None:
    for body in (b"", b"--x", b"--y\r\n\r\n", HEAD + b"cut off", b"--x\r\nno header\r\n\r\nx\r\n--x--", CHARSET):
        headers = {"X-Webchat": "1", "Content-Type": "multipart/form-data; boundary=x"}
        async with alice.http.post(f"{house.url}/api/messages", data=body, headers=headers) as response:
            assert (response.status, (await response.json())["error"]["code"]) == (400, "bad_request")
    assert not caplog.records


async def test_all_together_send_so_many_bytes_at_once(tmp_path: Path) -> None:
    sizes = {"photo_bytes": 10_000, "download_bytes": 20_000, "person_uploads": UploadLimits(bytes_at_once=200_000)}
    async with house_in(tmp_path, **sizes) as house, Person(house.url) as alice, Person(house.url) as bob:
        async with half_sent(house, alice, 150_000):
            with pytest.raises(Refused, match="429 too_many_uploads"):
                await bob.send_photo(*[picture(200, 200) + b"x" * 6_000] * 9)
            await bob.send_document(b"a small one fits")
        await as_soon_as_there_is_room(lambda: bob.send_photo(*[picture(200, 200) + b"x" * 6_000] * 9))
        with pytest.raises(Refused, match="413 too_big"):
            await bob.send_document(b"x" * 170_000)


async def test_a_phone_that_is_gone_gives_its_place_back(tmp_path: Path) -> None:
    limits = UploadLimits(per_account=1, stalled_after=0.2)
    async with (
        house_in(tmp_path, person_uploads=limits) as house,
        Person(house.url) as alice,
        half_sent(house, alice) as reader,
    ):
        with pytest.raises(Refused, match="429 too_many_uploads"):
            await alice.send_document(b"x")
        assert b" 408 " in await reader.readline()
        await alice.send_document(b"the phone is back")


async def test_two_photos_are_decoded_at_once_and_no_more(
    house: House, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, now, most = threading.Lock(), 0, 0

    def slowly(data: bytes) -> list[Size]:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.02)
        made = sizes_of(data)
        with lock:
            now -= 1
        return made

    monkeypatch.setattr(files, "sizes_of", slowly)
    people = [Person(house.url) for _ in range(4)]
    for person in people:
        await person.__aenter__()
    await asyncio.gather(*(person.send_photo(picture(), picture()) for person in people))
    for person in people:
        await person.close()
    assert most == 2


async def test_a_quick_rider_never_meets_the_limits(tmp_path: Path) -> None:
    """Without a second passing: three albums of ten, and between them taps, words and a place."""
    async with house_in(tmp_path, person_limits=PersonLimits()) as house, Person(house.url) as rider:
        keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
        await house.call("sendMessage", chat_id=rider.id, text="card", reply_markup=keyboard)
        await rider.hears("card")
        for _ in range(3):
            album = [picture(40, 40)] * 10
            await asyncio.gather(rider.send_photo(*album), *(rider.tap("Go") for _ in range(15)))
            await asyncio.gather(*(rider.say("on my way") for _ in range(10)))
            await rider.send_location(31.22, 121.45)
