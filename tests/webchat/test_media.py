"""Files both ways: sizes, reuse, albums, limits, and who may see them."""

import asyncio
import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramEntityTooLarge
from aiogram.types import BufferedInputFile as File
from aiogram.types import InputMediaDocument, InputMediaPhoto
from PIL import Image

from tests.webchat.house import OTHER_TOKEN, TOKEN, House, house_in, picture
from webchat.person import Person, Refused


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few kB that decodes to width x height pixels."""
    small = io.BytesIO()
    Image.new("L", (1, 1)).save(small, "PNG")

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    header = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 0, 0, 0, 0])
    rows = zlib.compress(b"\0" * (width + 1) * height, 9)
    return small.getvalue()[:8] + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


async def test_a_photo_comes_in_sizes_without_its_exif(bot: Bot, alice: Person) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "made-up camera"  # turned by a quarter; maker
    (sent,) = await alice.send_photo(picture(3000, 2000, kind="JPEG", exif=exif))
    assert [(size["width"], size["height"]) for size in sent["photo"]] == [
        (60, 90),
        (213, 320),
        (533, 800),
        (853, 1280),
        (1707, 2560),
    ]
    (update,) = await bot.get_updates()
    assert update.message and update.message.photo
    stored = io.BytesIO()
    await bot.download(update.message.photo[-1], stored)
    with Image.open(stored) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (1707, 2560), {})
    assert await alice.download(sent["photo"][-1]["file_unique_id"]) == stored.getvalue()


async def test_a_file_id_is_used_again_by_its_kind_and_its_bot_only(house: House, bot: Bot, alice: Person) -> None:
    sent = await bot.send_photo(alice.id, File(picture(), "a.png"))
    file_id = (sent.photo or [])[0].file_id
    again = await bot.send_photo(alice.id, file_id)
    assert again.photo == sent.photo
    for refused in (bot.send_document(alice.id, file_id), bot.send_photo(alice.id, "https://example.org/a.png")):
        with pytest.raises(TelegramBadRequest, match="wrong file identifier/HTTP URL specified"):
            await refused
    with pytest.raises(TelegramBadRequest, match="invalid file_id"):
        await house.aiogram(OTHER_TOKEN).get_file(file_id)


async def test_an_album_of_a_person_is_several_updates_with_one_group(bot: Bot, alice: Person) -> None:
    sent = await alice.send_photo(
        picture(colour="red"), picture(colour="blue"), picture(colour="teal"), caption="three"
    )
    updates = await bot.get_updates()
    messages = [update.message for update in updates if update.message]
    assert [message.message_id for message in messages] == [message["message_id"] for message in sent] == [1, 2, 3]
    assert len({message.media_group_id for message in messages}) == 1
    assert [message.caption for message in messages] == ["three", None, None]


async def test_an_album_of_a_bot(house: House, bot: Bot, alice: Person) -> None:
    files = [InputMediaDocument(media=File(b"x", f"{number}.txt")) for number in range(10)]
    sent = await bot.send_media_group(alice.id, list(files))
    assert [message.document.file_name for message in sent if message.document] == [f"{n}.txt" for n in range(10)]
    photo = InputMediaPhoto(media=File(picture(), "a.png"))
    with pytest.raises(TelegramBadRequest, match="wrong number of messages in the album"):
        await bot.send_media_group(alice.id, [photo])
    with pytest.raises(TelegramBadRequest, match="can't be mixed"):
        await bot.send_media_group(alice.id, [photo, files[0]])


@pytest.mark.parametrize(
    ("made", "complaint", "code"),
    [
        (lambda: b"no picture at all", "IMAGE_PROCESS_FAILED", "photo_unreadable"),
        (lambda: picture(300, 300)[:200], "IMAGE_PROCESS_FAILED", "photo_unreadable"),
        (lambda: bomb(5100, 5000), "PHOTO_INVALID_DIMENSIONS", "photo_too_large"),
        (lambda: bomb(16000, 15000), "PHOTO_INVALID_DIMENSIONS", "photo_too_large"),
        (lambda: picture(1000, 40), "PHOTO_INVALID_DIMENSIONS", "photo_too_large"),
    ],
    ids=["text", "cut off", "25.5 megapixels", "a bomb", "a thread"],
)
async def test_photos_that_are_none(
    bot: Bot, alice: Person, made: Callable[[], bytes], complaint: str, code: str
) -> None:
    photo = made()
    with pytest.raises(TelegramBadRequest, match=complaint):
        await bot.send_photo(alice.id, File(photo, "a.png"))
    with pytest.raises(Refused, match=code):
        await alice.send_photo(photo)


async def test_a_transparent_photo_stands_on_white(bot: Bot, alice: Person) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    (sent,) = await alice.send_photo(out.getvalue())
    with Image.open(io.BytesIO(await alice.download(sent["photo"][0]["file_unique_id"]))) as image:
        assert image.getpixel((25, 25)) == (255, 255, 255)


async def test_sizes_of_files(tmp_path: Path) -> None:
    limits = {"photo_bytes": 2000, "download_bytes": 3000, "upload_bytes": 4000}
    async with house_in(tmp_path, **limits) as house, Person(house.url) as alice:
        bot = house.aiogram()
        fits = await bot.send_document(alice.id, File(b"x" * 4000, "a.bin"))
        assert fits.document
        with pytest.raises(TelegramBadRequest, match="file is too big"):
            await bot.get_file(fits.document.file_id)
        with pytest.raises(TelegramEntityTooLarge):
            await bot.send_document(alice.id, File(b"x" * 4001, "a.bin"))
        with pytest.raises(TelegramBadRequest, match="too big for a photo"):
            await bot.send_photo(alice.id, File(picture() + b"x" * 2000, "a.png"))
        with pytest.raises(TelegramBadRequest, match="file must be non-empty"):
            await bot.send_document(alice.id, File(b"", "a.bin"))
        with pytest.raises(Refused, match="413 too_big"):
            await alice.send_document(b"x" * 3001)
        with pytest.raises(Refused, match="413 too_big"):
            await alice.send_photo(picture() + b"x" * 2000)


async def test_a_long_caption(house: House, bot: Bot, alice: Person) -> None:
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.send_photo(alice.id, File(picture(), "a.png"), caption="字" * 1025)
    with pytest.raises(Refused, match="too_long"):
        await alice.send_photo(picture(), caption="字" * 1025)


async def test_nobody_sees_the_files_of_another_chat(bot: Bot, alice: Person, bob: Person) -> None:
    (sent,) = await alice.send_photo(picture())
    unique_id = sent["photo"][0]["file_unique_id"]
    with pytest.raises(Refused, match="404"):
        await bob.download(unique_id)
    await bot.send_photo(bob.id, sent["photo"][0]["file_id"])
    assert await bob.download(unique_id)


async def test_documents_are_for_saving_only(house: House, bot: Bot, alice: Person) -> None:
    page = b"<script>alert(1)</script>"
    sent = await alice.send_document(page, name="../../evil 表.html")
    assert sent["document"]["file_name"] == "evil 表.html"
    async with alice.http.get(f"{house.url}/api/files/{sent['document']['file_unique_id']}") as response:
        headers = response.headers
        assert await response.read() == page
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"] == "attachment; filename*=UTF-8''evil%20%E8%A1%A8.html"
    assert (headers["X-Content-Type-Options"], headers["Content-Security-Policy"]) == (
        "nosniff",
        "default-src 'none'; sandbox",
    )


async def test_a_voice_note_keeps_its_real_type(bot: Bot, alice: Person) -> None:
    sent = await alice.send_voice(b"\x1aE\xdf\xa3" + b"\0" * 50, duration=4, caption="listen")
    voice = sent["voice"]
    assert (voice["mime_type"], voice["duration"], sent["caption"]) == ("audio/webm", 4, "listen")
    assert (await bot.get_file(voice["file_id"])).file_path.endswith(".webm")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "path",
    [
        f"/file/bot{TOKEN}/../../webchat.db",
        f"/file/bot{TOKEN}/photos/..%2f..%2fwebchat.db",
        f"/file/bot{TOKEN}/photos/{'0' * 64}",
        f"/file/bot1:wrong/photos/{'0' * 64}",
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2fetc/passwd",
        "/static/css",
    ],
)
async def test_no_path_leads_out(house: House, path: str) -> None:
    """By a bare socket, because clients tidy such paths up before they send them."""
    host, _, port = house.url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert answer.split()[1] in (b"404", b"401", b"403"), answer


def files_with(content: bytes, folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and file.read_bytes() == content]


async def test_a_deleted_document_is_gone_from_the_disk_too(
    house: House, bot: Bot, alice: Person, tmp_path: Path
) -> None:
    first = await alice.send_document(b"names and doors", name="roster.csv")
    second = await alice.send_document(b"names and doors", name="again.csv")
    kept = files_with(b"names and doors", tmp_path)
    assert len(kept) == 1

    await bot.delete_message(alice.id, first["message_id"])
    assert (await bot.get_file(second["document"]["file_id"])).file_size == 15
    assert files_with(b"names and doors", tmp_path) == kept
    await bot.delete_message(alice.id, second["message_id"])

    assert files_with(b"names and doors", tmp_path) == []
    with pytest.raises(TelegramBadRequest, match="invalid file_id"):
        await bot.get_file(second["document"]["file_id"])
    with pytest.raises(Refused):
        await alice.download(second["document"]["file_unique_id"])
