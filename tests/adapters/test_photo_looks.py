"""What the page of measurements says of the thresholds is so."""

from pathlib import Path

from bot.config import load
from tests.support.photo_set import ALIKE, PERSON, distance, page, photo, recompressed

PAGE = Path(__file__).parents[2] / "docs" / "photo-checks.md"


def test_the_page_was_measured_at_the_streets_own_thresholds() -> None:
    photos = load().points.photos

    assert (photos.alike, photos.person) == (ALIKE, PERSON)
    assert PAGE.read_text(encoding="utf-8") == page()


def test_saved_again_is_the_same_and_another_is_another() -> None:
    one, other = photo(1), photo(2)

    assert distance(recompressed(one), one) <= ALIKE
    assert distance(other, one) > PERSON
