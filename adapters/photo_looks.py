"""How a photo looks, as 64 bits that hardly change when it is made smaller, brighter or saved again (pHash: the signs
of the lowest frequencies). Two photos are as far apart as their bits differ; docs/photo-checks.md has measured it."""

import imagehash
from PIL import Image

SIDE = 32
"""Pixels; a pHash sees no more of a picture."""
TURNS = (
    None,
    Image.Transpose.FLIP_LEFT_RIGHT,
    Image.Transpose.FLIP_TOP_BOTTOM,
    Image.Transpose.ROTATE_180,
    Image.Transpose.ROTATE_90,
    Image.Transpose.ROTATE_270,
    Image.Transpose.TRANSPOSE,
    Image.Transpose.TRANSVERSE,
)


def looks_of(picture: Image.Image) -> tuple[int, ...]:
    """As it is, then mirrored and turned in every way: each from -2**63 to 2**63 - 1, as a database keeps it."""
    small = picture.convert("L").resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    return tuple(_look(small if turn is None else small.transpose(turn)) for turn in TURNS)


def _look(small: Image.Image) -> int:
    return int.from_bytes(bytes.fromhex(str(imagehash.phash(small))), signed=True)
