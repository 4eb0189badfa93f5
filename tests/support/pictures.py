"""Photos made for tests: real JPEGs that no two tests share by accident."""

from io import BytesIO
from random import Random

from PIL import Image


def jpeg(seed: int = 1, size: tuple[int, int] = (640, 480)) -> bytes:
    """A photo of coloured blocks; another `seed`, another photo."""
    rng = Random(seed)
    small = Image.new("RGB", (8, 6))
    small.putdata([(rng.randrange(256), rng.randrange(256), rng.randrange(256)) for _ in range(48)])
    out = BytesIO()
    small.resize(size, Image.Resampling.BICUBIC).save(out, "JPEG", quality=85)
    return out.getvalue()


def mirrored(content: bytes) -> bytes:
    """The same picture as somebody would send it to be paid again."""
    with Image.open(BytesIO(content)) as picture:
        return saved(picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT))


def cropped(content: bytes, share: float) -> bytes:
    """`share` cut off at every edge."""
    with Image.open(BytesIO(content)) as picture:
        width, height = picture.size
        x, y = int(width * share), int(height * share)
        return saved(picture.crop((x, y, width - x, height - y)))


def saved(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=60)
    return out.getvalue()
