"""Made-up street photos and what is done to them to be paid twice; measured for docs/photo-checks.md.

`python -m tests.support.photo_set` prints the page.
"""

import io
import random
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from adapters.photo_looks import looks_of

PHOTOS = 60
SIZE = (640, 480)
ALIKE, PERSON = 8, 14
HEAD = """# Photos used twice

Written by `python -m tests.support.photo_set`: {count} made-up street photos with a fixed seed, each changed as
somebody would to be paid again, and compared in eight turns (mirrored, rotated) by pHash-64. Up to {alike} of 64 bits
apart is one picture used twice, up to {person} a person is asked to look at both (`points.photos` in config.yaml).
Crops evade hashes: that is why everything that pays is confirmed by a person who sees place, time and photo.

| change | median bits | most bits | same (≤ {alike}) | to a person (≤ {person}) | passed |
|---|---|---|---|---|---|
"""


def photo(seed: int) -> Image.Image:
    """Patches of light and shade with edges, as a street has: no two seeds alike."""
    chance = random.Random(seed)
    picture = Image.new("RGB", SIZE, tuple(chance.randrange(60, 200) for _ in range(3)))
    draw = ImageDraw.Draw(picture)
    for _ in range(40):
        x, y = chance.randrange(SIZE[0]), chance.randrange(SIZE[1])
        box = (x, y, x + chance.randrange(20, 300), y + chance.randrange(20, 220))
        colour = tuple(chance.randrange(256) for _ in range(3))
        (draw.rectangle if chance.random() < 0.6 else draw.ellipse)(box, fill=colour)
    return picture.filter(ImageFilter.GaussianBlur(1))


def recompressed(picture: Image.Image) -> Image.Image:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=30)
    return Image.open(out)


def cropped(share: float) -> Callable[[Image.Image], Image.Image]:
    """`share` cut off at every edge."""
    cut = (int(SIZE[0] * share), int(SIZE[1] * share))
    return lambda picture: picture.crop((*cut, SIZE[0] - cut[0], SIZE[1] - cut[1]))


CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "recompressed (JPEG 30)": recompressed,
    "resized to a quarter": lambda picture: picture.resize((160, 120)),
    "mirrored": lambda picture: picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    "rotated by 90°": lambda picture: picture.transpose(Image.Transpose.ROTATE_90),
    "mirrored, rotated, recompressed": lambda picture: recompressed(picture.transpose(Image.Transpose.TRANSVERSE)),
    "brighter by 30 %": lambda picture: ImageEnhance.Brightness(picture).enhance(1.3),
    "darker by 30 %": lambda picture: ImageEnhance.Brightness(picture).enhance(0.7),
    "rotated by 3°": lambda picture: picture.rotate(3),
    "cropped by 2 % a side": cropped(0.02),
    "cropped by 10 % a side": cropped(0.10),
}


def distance(new: Image.Image, earlier: Image.Image) -> int:
    look = looks_of(earlier)[0]
    return min(((look ^ turn) % 2**64).bit_count() for turn in looks_of(new))


def measured() -> Iterator[tuple[str, list[int]]]:
    """Each change with the distances that it made, the smallest first; last, of photos that have nothing in common."""
    photos = [photo(seed) for seed in range(PHOTOS)]
    for name, change in CHANGES.items():
        yield name, sorted(distance(change(picture), picture) for picture in photos)
    yield "another photo altogether", sorted(distance(a, b) for a, b in pairwise(photos))


def page() -> str:
    lines = [HEAD.format(count=PHOTOS, alike=ALIKE, person=PERSON)]
    for name, apart in measured():
        same, alike = sum(d <= ALIKE for d in apart), sum(ALIKE < d <= PERSON for d in apart)
        passed = len(apart) - same - alike
        lines.append(f"| {name} | {apart[len(apart) // 2]} | {apart[-1]} | {same} | {alike} | {passed} |\n")
    return "".join(lines)


if __name__ == "__main__":
    sys.stdout.write(page())
