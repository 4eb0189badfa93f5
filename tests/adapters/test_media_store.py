import asyncio
import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from adapters.media_store import FolderStore
from domain.bad_photo import BadPhoto
from services.ports import FileTooLarge, NotAPhoto
from tests.support.bad_pictures import HEIC, cut_off, hundred_megapixels, moving, png_of, zipped

GPS, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "media", max_bytes=1_000_000, max_side=400)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, form, **options)
    return out.getvalue()


async def test_a_photo_is_kept_upright_and_bounded_as_jpeg(store: FolderStore) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # the camera was held upright: the picture has to be turned

    kept = await store.keep("photo", picture(size=(800, 200), exif=exif))

    assert (kept.width, kept.height, kept.mime) == (100, 400, "image/jpeg")
    content = await store.read(kept.sha256)
    assert len(content) == kept.size
    assert hashlib.sha256(content).hexdigest() == kept.sha256
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.size) == ("JPEG", (100, 400))


async def test_nothing_but_the_picture_survives(store: FolderStore) -> None:
    exif = Image.Exif()
    exif[MAKE] = "SECRET-CAMERA"
    exif.get_ifd(GPS)[2] = (43.0, 49.0, 12.0)
    told = picture(exif=exif, comment=b"SECRET-COMMENT", xmp=b"<x>SECRET-XMP</x>", icc_profile=b"SECRET-PROFILE")
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "SECRET-AUTHOR")

    for content in (told, picture("PNG", pnginfo=text, exif=exif)):
        kept = await store.read((await store.keep("photo", content)).sha256)

        assert b"SECRET" in content
        assert b"SECRET" not in kept
        with Image.open(io.BytesIO(kept)) as image:
            assert dict(image.getexif()) == {}
            assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("size", [(5001, 5000), (20_000, 20_000), (60_000, 60_000)])
async def test_a_bomb_is_refused_by_its_header(store: FolderStore, size: tuple[int, int]) -> None:
    bomb = png_of(*size)
    assert len(bomb) < 200_000

    with pytest.raises(NotAPhoto):
        await store.keep("photo", bomb)


async def test_a_photo_of_just_the_allowed_pixels_is_kept(tmp_path: Path) -> None:
    store = FolderStore(tmp_path, max_bytes=1_000_000, max_pixels=2400)

    assert (await store.keep("photo", picture(size=(60, 40)))).width == 60
    with pytest.raises(NotAPhoto, match="61 x 40"):
        await store.keep("photo", picture(size=(61, 40)))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", BadPhoto.EMPTY),
        (b"\xff\xd8\xff", BadPhoto.NO_PICTURE),
        (zipped(), BadPhoto.NO_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", BadPhoto.NO_PICTURE),
        (picture("TIFF"), BadPhoto.NO_PICTURE),
        (cut_off(), BadPhoto.CUT_OFF),
        (HEIC, BadPhoto.HEIC),
        (moving("GIF"), BadPhoto.MOVING),
        (moving("WEBP"), BadPhoto.MOVING),
        (moving("PNG"), BadPhoto.MOVING),
        (hundred_megapixels(), BadPhoto.PIXELS),
    ],
    ids=["empty", "a beginning", "zip", "svg", "tiff", "cut off", "heic", "gif", "webp", "apng", "100 megapixels"],
)
async def test_what_is_no_photo_is_refused_with_its_reason(
    store: FolderStore, content: bytes, why: BadPhoto, tmp_path: Path
) -> None:
    with pytest.raises(NotAPhoto) as refused:
        await store.keep("photo", content)

    assert refused.value.why is why
    assert not files_in(tmp_path)


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
async def test_a_still_one_of_a_form_that_can_move_is_kept(store: FolderStore, form: str) -> None:
    assert (await store.keep("photo", picture(form))).width == 60


async def test_a_jpeg_with_a_second_picture_behind_it_is_a_still_one(store: FolderStore) -> None:
    """A phone's gain map."""
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (30, 20))])

    assert (await store.keep("photo", out.getvalue())).width == 60


@pytest.mark.parametrize(
    ("form", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "P"), ("PNG", "1"), ("JPEG", "CMYK")]
)
async def test_every_kind_of_colour_is_taken(store: FolderStore, form: str, mode: str) -> None:
    kept = await store.keep("photo", picture(form, mode=mode))

    with Image.open(io.BytesIO(await store.read(kept.sha256))) as image:
        assert image.mode == "RGB"


async def test_see_through_becomes_white(store: FolderStore) -> None:
    kept = await store.keep("photo", picture("PNG", mode="RGBA"))

    with Image.open(io.BytesIO(await store.read(kept.sha256))) as image:
        assert image.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (b"OggS\x00\x02", "audio/ogg"),
        (b"\x1aE\xdf\xa3\x9f", "audio/webm"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio/mp4"),
        (b"plain words", "application/octet-stream"),
    ],
)
async def test_voice_and_documents_are_kept_as_they_are(store: FolderStore, content: bytes, mime: str) -> None:
    kept = await store.keep("voice", content)

    assert kept.mime == mime
    assert (kept.width, kept.height, kept.size) == (None, None, len(content))
    assert await store.read(kept.sha256) == content


async def test_too_many_bytes_are_refused(tmp_path: Path) -> None:
    store = FolderStore(tmp_path, max_bytes=10)

    assert (await store.keep("voice", bytes(10))).size == 10
    for kind in ("voice", "photo"):
        with pytest.raises(FileTooLarge):
            await store.keep(kind, bytes(11))


async def test_the_same_file_is_kept_once_whoever_is_faster(store: FolderStore, tmp_path: Path) -> None:
    content = picture()

    kept = await asyncio.gather(*(store.keep("photo", content) for _ in range(8)))

    sha256 = kept[0].sha256
    assert {one.sha256 for one in kept} == {sha256}
    assert files_in(tmp_path) == [tmp_path / "media" / sha256[:2] / sha256[2:4] / sha256]


async def test_a_failed_write_leaves_nothing(
    store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        await store.keep("voice", b"OggS")

    assert not files_in(tmp_path)


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "..", "", "A" * 64, "a" * 63, "a" * 64 + "\n", "a/" * 32])
async def test_no_name_leads_out_of_the_folder(store: FolderStore, name: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")

    with pytest.raises(ValueError, match="not the hash"):
        await store.read(name)


async def test_a_hash_never_kept_is_not_found(store: FolderStore) -> None:
    with pytest.raises(FileNotFoundError):
        await store.read("a" * 64)
