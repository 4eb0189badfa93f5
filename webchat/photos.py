"""Photos as Telegram treats them: looked at before they are decoded, in a few sizes, without where and when."""

import io
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

# Telegram's boxes s, m, x, y and w (https://core.telegram.org/api/files#image-thumbnail-types; the first is called 100
# there, and bots get 90). w is there only for photos that were sent larger than y.
SIDES: Final = (90, 320, 800, 1280, 2560)
# What the page makes of a photo before it sends it, as Telegram's own apps do: enough to see a crack in a wall, and a
# tenth of the data. Whoever needs more sends the original as a file.
SENT_SIDE: Final = 1280
MOST_PIXELS: Final = 25_000_000
MOST_SUM_OF_SIDES: Final = 10_000
MOST_RATIO: Final = 20
FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP")


class NotAPhoto(ValueError):
    """The bytes are no picture, or a broken one."""


class WrongDimensions(ValueError):
    """More than 25 megapixels (a 9 KiB PNG may decode to 231 MB), or of a shape that Telegram refuses too."""


@dataclass(frozen=True, slots=True)
class Size:
    width: int
    height: int
    data: bytes


def sizes_of(data: bytes) -> list[Size]:
    """JPEGs of the picture, smallest first, upright and without EXIF. Takes long: call it in a thread."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            _check(image.size)
            image.draft("RGB", (SIDES[-1], SIDES[-1]))  # a JPEG is decoded no larger than needed
            picture = _flat(ImageOps.exif_transpose(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise WrongDimensions("too many pixels") from error
    except WrongDimensions:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, MemoryError) as error:
        raise NotAPhoto("no picture that can be read") from error
    longest = max(picture.size)
    sides = [side for side in SIDES if side < longest]
    if len(sides) < len(SIDES):
        sides.append(longest)
    made: list[Size] = []
    for side in reversed(sides):
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        made.append(Size(picture.width, picture.height, _jpeg(picture)))
    return made[::-1]


def _check(size: tuple[int, int]) -> None:
    width, height = size
    if width < 1 or height < 1 or width * height > MOST_PIXELS or width + height > MOST_SUM_OF_SIDES:
        raise WrongDimensions(f"{width} x {height}")
    if max(size) > MOST_RATIO * min(size):
        raise WrongDimensions(f"{width} x {height}")


def _flat(image: Image.Image) -> Image.Image:
    """On white where it was transparent."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        with_alpha = image.convert("RGBA")
        white = Image.new("RGB", with_alpha.size, "white")
        white.paste(with_alpha, mask=with_alpha.getchannel("A"))
        return white
    return image.convert("RGB")


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()
