"""What a message holds, apart from what it is for: words, photos, a voice note, a place, a phone number."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from aiogram.types import Contact, Document
from aiogram.types import Message as Incoming

from domain.bad_photo import BadPhoto, told_by
from domain.move_errors import TooManyPhotos
from domain.small_talk import is_small_talk


class Kind(StrEnum):
    WORDS = "words"
    PHOTO = "photo"
    VOICE = "voice"
    PLACE = "place"
    PHONE = "phone"


@dataclass(frozen=True)
class Input:
    """One thing that was sent, as it is kept in a draft: plain JSON."""

    kind: Kind
    value: Any
    source: int | None = field(default=None, compare=False)
    """The message that words came in: somebody may change it in the chat."""


def taken(message: Incoming, most: int) -> list[Input]:
    """Everything usable in `message`, words last; empty for what a form cannot use (a sticker, a game …). A picture
    that cannot be used (more than `most` bytes, HEIC, moving) comes along with why, so that this is said."""
    found: list[Input] = []
    if message.photo:
        largest = message.photo[-1]
        found.append(Input(Kind.PHOTO, _file("photo", largest.file_id, largest.file_unique_id)))
    if message.document and not message.animation:
        found += _document(message.document, most)
    if moving := message.animation or message.video or message.video_note:
        bad = {"bad": BadPhoto.MOVING.value}
        found.append(Input(Kind.PHOTO, _file("photo", moving.file_id, moving.file_unique_id) | bad))
    if message.voice:
        voice = message.voice
        found.append(Input(Kind.VOICE, _file("voice", voice.file_id, voice.file_unique_id, voice.duration)))
    where = message.location or (message.venue.location if message.venue else None)
    if where:
        found.append(Input(Kind.PLACE, {"lat": where.latitude, "lon": where.longitude}))
    if message.contact:
        found.append(Input(Kind.PHONE, _phone(message, message.contact)))
    words = (message.text or message.caption or "").strip()
    if words:
        found.append(Input(Kind.WORDS, words, message.message_id))
    return found


def only_polite(inputs: Sequence[Input], phrases: Collection[str]) -> bool:
    """Whether there is nothing in it but a greeting, a thank-you, a sign."""
    return all(given.kind is Kind.WORDS and is_small_talk(given.value, phrases) for given in inputs)


def one_more(files: Sequence[dict[str, Any]], file: dict[str, Any], limit: int) -> list[dict[str, Any]]:
    """With `file`, unless it is there already. Raises TooManyPhotos."""
    if any(one["unique_id"] == file["unique_id"] for one in files):
        return list(files)
    if len(files) >= limit:
        raise TooManyPhotos(limit=limit)
    return [*files, file]


def _phone(message: Incoming, contact: Contact) -> dict[str, Any]:
    """`own`: the channel says that it is the sender's, True, or another's, False; None where it does not say."""
    sender = message.from_user.id if message.from_user else None
    own = None if contact.user_id is None else contact.user_id == sender
    name = " ".join(part for part in (contact.last_name, contact.first_name) if part)
    return {"phone": contact.phone_number, "name": name, "own": own}


def _document(file: Document, most: int) -> list[Input]:
    """A picture that was sent as a file, however its channel calls it."""
    bad = told_by(file.mime_type, file.file_name, file.file_size, most)
    if bad is not BadPhoto.HEIC and not (file.mime_type or "").startswith("image/"):
        return []
    value = _file("photo", file.file_id, file.file_unique_id)
    return [Input(Kind.PHOTO, value if bad is None else value | {"bad": bad.value})]


def _file(kind: str, file_id: str, unique_id: str, duration: int | None = None) -> dict[str, Any]:
    return {"kind": kind, "file_id": file_id, "unique_id": unique_id, "duration": duration}
