import pytest

from domain.bad_photo import BadPhoto, told_by

MOST = 10


@pytest.mark.parametrize(
    ("mime_type", "name", "size", "why"),
    [
        ("image/heic", "IMG_1.HEIC", 5, BadPhoto.HEIC),
        ("application/octet-stream", "IMG_1.heif", 5, BadPhoto.HEIC),
        (None, "a.hif", None, BadPhoto.HEIC),
        ("image/jpeg", "a.jpg", 10, None),
        ("image/jpeg", "a.jpg", 11, BadPhoto.BYTES),
        (None, None, None, None),
    ],
)
def test_type_name_and_size_say_it_before_it_is_fetched(
    mime_type: str | None, name: str | None, size: int | None, why: BadPhoto | None
) -> None:
    assert told_by(mime_type, name, size, MOST) is why
