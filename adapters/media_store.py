"""Photos, voice notes and documents in a folder, named by the hash of what is kept.

Anything may come in: a photo's header is looked at before a pixel is decoded (a PNG of 9 KiB can hold 231 MB), and
what is kept is drawn anew, upright, so that nothing of the original but its picture survives (EXIF says where somebody
lives).
"""

import asyncio
import hashlib
import io
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from adapters.photo_looks import looks_of
from domain.bad_photo import BadPhoto
from services.ports import FileTooLarge, NotAPhoto, StoredFile

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
CAN_MOVE = ("PNG", "WEBP", "GIF")
"""A JPEG of several pictures is a still one with a gain map or a depth map behind it."""
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
QUALITY = 85
AT_ONCE = 2
"""Pictures decoded at the same time: 25 megapixels take some 200 MB while they are worked on."""
SHA256 = re.compile(r"[0-9a-f]{64}")
UNKNOWN = "application/octet-stream"


@dataclass(frozen=True)
class _Picture:
    content: bytes
    width: int
    height: int
    looks: tuple[int, ...]


class FolderStore:
    """`services.ports.MediaStore`. `max_bytes` bounds what comes in, `max_pixels` what is decoded, `max_side` (pixels)
    what is kept of a photo."""

    def __init__(self, folder: Path, max_bytes: int, max_pixels: int = 25_000_000, max_side: int = 2560) -> None:
        self._folder = folder
        self._max_bytes, self._max_pixels, self._max_side = max_bytes, max_pixels, max_side
        self._places = asyncio.Semaphore(AT_ONCE)

    async def keep(self, kind: str, content: bytes) -> StoredFile:
        """A "photo" is drawn anew as JPEG; any other kind is kept byte by byte."""
        if len(content) > self._max_bytes:
            raise FileTooLarge(f"{len(content)} bytes, at most {self._max_bytes}")
        async with self._places:
            return await asyncio.to_thread(self._keep_photo if kind == "photo" else self._keep_file, content)

    async def read(self, sha256: str) -> bytes:
        """FileNotFoundError for a hash that was never kept, ValueError for what is no hash."""
        return await asyncio.to_thread(self._path(sha256).read_bytes)

    async def forget(self, sha256: str) -> None:
        """ValueError for what is no hash."""
        await asyncio.to_thread(self._path(sha256).unlink, missing_ok=True)

    async def looks(self, sha256: str) -> tuple[int, ...]:
        """Raises FileNotFoundError, ValueError, NotAPhoto."""
        content = await self.read(sha256)
        async with self._places:
            return await asyncio.to_thread(_looks_in, content)

    def _keep_photo(self, content: bytes) -> StoredFile:
        picture = _redrawn(content, self._max_pixels, self._max_side)
        sha256 = self._write(picture.content)
        return StoredFile(sha256, "image/jpeg", len(picture.content), picture.width, picture.height, picture.looks)

    def _keep_file(self, content: bytes) -> StoredFile:
        return StoredFile(self._write(content), mime_of(content), len(content))

    def _path(self, sha256: str) -> Path:
        if not SHA256.fullmatch(sha256):
            raise ValueError("not the hash of a kept file")
        return self._folder / sha256[:2] / sha256[2:4] / sha256

    def _write(self, content: bytes) -> str:
        """Whole or not at all, also through a power cut: written aside, forced to the disk, then given its name."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._path(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=".", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(aside).replace(path)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
        for folder in (path.parent, path.parent.parent, self._folder):
            _force_names(folder)
        return sha256


def _force_names(folder: Path) -> None:
    """A new name is on the disk only once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _redrawn(content: bytes, max_pixels: int, max_side: int) -> _Picture:
    """Raises NotAPhoto, whatever hostile bytes make a decoder do."""
    opened = False
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            opened = True
            _need_still(image, max_pixels)
            image.draft("RGB", (max_side, max_side))  # a JPEG is decoded no larger than needed
            picture = _on_white(ImageOps.exif_transpose(image))
    except NotAPhoto:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise NotAPhoto(BadPhoto.PIXELS) from bomb
    except Exception as broken:
        raise NotAPhoto(BadPhoto.CUT_OFF if opened else _why_not_opened(content)) from broken
    picture.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return _Picture(out.getvalue(), picture.width, picture.height, looks_of(picture))


def _looks_in(content: bytes) -> tuple[int, ...]:
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG",)) as image:
            return looks_of(image)
    except Exception as broken:  # a disk that has lost a part of it
        raise NotAPhoto(BadPhoto.CUT_OFF) from broken


def _need_still(image: Image.Image, max_pixels: int) -> None:
    """By its header, before a pixel is decoded."""
    if image.width * image.height > max_pixels:
        raise NotAPhoto(BadPhoto.PIXELS, f"{image.width} x {image.height} pixels, at most {max_pixels}")
    if image.format in CAN_MOVE and getattr(image, "is_animated", False):
        raise NotAPhoto(BadPhoto.MOVING)


def _why_not_opened(content: bytes) -> BadPhoto:
    if not content:
        return BadPhoto.EMPTY
    heic = content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS
    return BadPhoto.HEIC if heic else BadPhoto.NO_PICTURE


def _on_white(image: Image.Image) -> Image.Image:
    """Drawn on a new canvas: see-through parts become white, and no comment, profile or XMP comes along."""
    canvas = Image.new("RGB", image.size, "white")
    see_through = image.has_transparency_data
    drawn = image.convert("RGBA" if see_through else "RGB")
    canvas.paste(drawn, mask=drawn.getchannel("A") if see_through else None)
    return canvas


def mime_of(content: bytes) -> str:
    """By the first bytes, as far as voice notes go."""
    if content.startswith(b"OggS"):
        return "audio/ogg"
    if content.startswith(b"\x1aE\xdf\xa3"):
        return "audio/webm"
    if content[4:8] == b"ftyp":
        return "audio/mp4"
    return UNKNOWN
