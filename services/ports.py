"""What the use cases and the edges expect of the outside world, and the one shape of everything that is said."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from domain.bad_photo import BadPhoto
from domain.category import Label
from domain.roster_reading import Part
from models.base import Sealed
from services.pictures import Book, Made, Picture, Sheet


@dataclass(frozen=True)
class Button:
    """A button under a message: `data` comes back when tapped (64 bytes at most), or `url` opens."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Place:
    """WGS84 degrees; with a title it is shown as a named venue."""

    lat: float
    lon: float
    title: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class Keyboard:
    """Buttons in place of the letters. `asks` is "place", "phone" or None for plain words; no rows removes it."""

    rows: tuple[tuple[str, ...], ...] = ()
    asks: str | None = None
    placeholder: str | None = None


@dataclass(frozen=True)
class Bundle:
    """A document put together while it is sent, of `texts` and kept files (ids of models.media.Media), each by its name
    inside. Called `name`: one that ends in .html is its one text, every other an archive. No channel's copy of it is
    remembered."""

    name: str
    texts: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Message:
    """Something said to one chat, independent of any library.

    `text` is Telegram's HTML. `card` names a message that is edited instead of said again; `fresh` moves that card to
    the bottom of the chat (after words of the person's). `media` are ids of models.media.Media, shown above the text;
    so are `picture`, `sheet` and `bundle`, which are made when they are sent (services/pictures says how to use them).
    `commands`, each with its text, is the list that the chat offers from now on; none leaves it as it is.
    `answers` is the id of the tap that this responds to, `toast` what flashes up for it. `tapped` is the message whose
    button it was: a card that stands elsewhere comes to the bottom too, for nobody sees what changes further up.
    """

    text: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    card: str | None = None
    fresh: bool = False
    media: tuple[int, ...] = ()
    picture: Picture | None = None
    sheet: Sheet | Book | None = None
    bundle: Bundle | None = None
    place: Place | None = None
    keyboard: Keyboard | None = None
    commands: tuple[tuple[str, str], ...] = ()
    answers: str | None = None
    tapped: int | None = None
    toast: str | None = None
    alert: bool = False


class NotOpened(Exception):
    """The token was changed, belongs to another row, or its key is gone. Names the row, never the content."""


class Classifier(Protocol):
    """Says what words are about."""

    def probabilities(self, text: str) -> Mapping[Label, float]:
        """They add up to 1."""
        ...


class Vault(Protocol):
    """Seals personal data. `bound_to` names the row and column ("person:12:name"): a value moved to another row
    does not open there."""

    def seal(self, text: str, bound_to: str) -> Sealed: ...

    def open(self, sealed: Sealed, bound_to: str) -> str:
        """Raises NotOpened."""
        ...

    def is_current(self, sealed: Sealed) -> bool:
        """Whether it was sealed with the newest key."""
        ...

    def index(self, text: str) -> bytes:
        """A keyed fingerprint for exact search; 16 bytes."""
        ...


@dataclass(frozen=True)
class StoredFile:
    """A file as it was kept: no EXIF, bounded in bytes and pixels."""

    sha256: str
    mime: str
    size: int
    width: int | None = None
    height: int | None = None
    looks: tuple[int, ...] = ()
    """Of a photo, its perceptual hash as it is, then mirrored and turned in every way."""


class MediaStore(Protocol):
    """Keeps files by the hash of their content."""

    async def keep(self, kind: str, content: bytes) -> StoredFile:
        """Raises `NotAPhoto` or `FileTooLarge` (this module) when it cannot be kept."""
        ...

    async def read(self, sha256: str) -> bytes: ...

    async def forget(self, sha256: str) -> None:
        """Delete it; one that is not there is forgotten already."""
        ...

    async def looks(self, sha256: str) -> tuple[int, ...]:
        """Of a photo that was kept before they were. Raises `NotAPhoto`."""
        ...


class Pictures(Protocol):
    """Makes files of data, beside this process: it costs time and memory that nobody else should wait for."""

    async def draw(self, made: Made, photos: Mapping[str, bytes]) -> bytes:
        """PNG of a picture, XLSX of a sheet; the same bytes for the same data. `photos` by their hash, for those that
        show some. Raises `NotDrawn`."""
        ...


class Tables(Protocol):
    """Reads what somebody sent as a table, beside this process."""

    def parts(self, content: bytes, name: str) -> AsyncIterator[Part]:
        """XLSX and CSV, row by row. Raises `NotATable`, at once or on the way."""
        ...


class NotATable(Exception):
    """It cannot be read; `reason` is part of a text's key."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotDrawn(Exception):
    """It could not be drawn, or took too long."""


class NotAPhoto(Exception):
    """The content is no still picture that can be decoded, or has more pixels than is safe."""

    def __init__(self, why: BadPhoto, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else str(why))
        self.why = why


class FileTooLarge(Exception):
    """More bytes than are kept."""


@dataclass(frozen=True)
class Attachment:
    """A file to send: by the id under which the channel holds it, else by its content. `name` is a document's,
    `caption` what a picture shows, for those who cannot see it."""

    kind: str
    sha256: str
    mime: str
    file_id: str | None = None
    content: bytes | None = None
    name: str | None = None
    caption: str | None = None


@dataclass(frozen=True)
class Spoken:
    """What came of sending: the message that is the card now, and the ids of files that the channel took in."""

    message_id: int | None = None
    copies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Poster:
    """One sheet. `file` is a name without an ending; `lines` say what the QR is for; `links` are its QRs, the street's
    own page first, each with a word under it."""

    file: str
    title: str
    name: str
    lines: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


class PosterPrinter(Protocol):
    """Makes a sheet that can be printed as it is."""

    def print(self, poster: Poster, folder: Path) -> Path:
        """Returns the file, named by the poster; one that is there already is replaced."""
        ...


class Mouth(Protocol):
    """Says a message in a chat of one channel. Raises the refusals below; anything else is a bug."""

    async def say(
        self, external_id: int, message: Message, card_message_id: int | None, files: Sequence[Attachment]
    ) -> Spoken: ...

    async def busy(self, external_id: int) -> None:
        """Show for a few seconds that a file is on its way; best effort, raises nothing."""
        ...


class Ear(Protocol):
    """Fetches a file that somebody sent."""

    async def fetch(self, file_id: str, limit: int) -> bytes:
        """At most `limit` bytes; raises FileTooLarge, TryLater, or Gone."""
        ...

    async def forget(self, external_id: int, message_id: int) -> None:
        """Take a message with a file out of a chat; one that is not there, or may not go, is left. Raises TryLater."""
        ...

    async def forget_before(self, external_id: int, message_id: int) -> None:
        """Take all out of a chat that was said before this message, as far as the channel lets go of it. Raises
        TryLater."""
        ...

    async def busy(self, external_id: int) -> None:
        """Show for a few seconds that we are at what they sent; best effort, raises nothing."""
        ...


class Gone(Exception):
    """Refused for ever: the chat is blocked or unknown, the file no longer there. The message says which."""


class TryLater(Exception):
    """It did not go now. `after` is in seconds, where the channel named it; `unknown`: it may have gone after all."""

    def __init__(self, why: str, after: float | None = None, *, unknown: bool = False) -> None:
        super().__init__(why)
        self.after = after
        self.unknown = unknown


class ChatMoved(Exception):
    """The chat lives on under another id."""

    def __init__(self, external_id: int) -> None:
        super().__init__(str(external_id))
        self.external_id = external_id
