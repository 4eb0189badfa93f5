"""Why a picture that somebody sent could not be used. Each has a sentence that says what to do: `bad-photo-<why>`."""

from enum import StrEnum

from domain.errors import DomainError

HEIC_TYPES = frozenset({"image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence"})
HEIC_ENDINGS = (".heic", ".heif", ".hif")


class BadPhoto(StrEnum):
    EMPTY = "empty"
    CUT_OFF = "cut_off"
    """It begins like a picture, and the rest is torn off or broken."""
    NO_PICTURE = "no_picture"
    HEIC = "heic"
    """What an iPhone keeps; sent as a photo and not as a file, every chat makes a JPEG of it."""
    MOVING = "moving"
    PIXELS = "pixels"
    BYTES = "bytes"
    GONE = "gone"
    """The channel does not have it any more."""


class PhotoNotUsed(DomainError):
    """Refused before it is fetched: what the channel says of it is enough. `why` is a BadPhoto."""

    key = "error-photo-not-used"


def told_by(mime_type: str | None, name: str | None, size: int | None, most: int) -> BadPhoto | None:
    """What its `size` and the limit `most` (bytes), its type and its name say already, long before it is here."""
    if mime_type in HEIC_TYPES or (name or "").lower().endswith(HEIC_ENDINGS):
        return BadPhoto.HEIC
    return BadPhoto.BYTES if size is not None and size > most else None
