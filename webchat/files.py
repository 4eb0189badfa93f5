"""Files by content: a folder of contents named by their SHA-256, and rows that say what each is to bots and chats."""

import asyncio
import hashlib
import os
import re
import secrets
import tempfile
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webchat.jsons import clean, dumps
from webchat.photos import Size, sizes_of
from webchat.statements import W
from webchat.store import Change, Store, query

BY_ID = query("SELECT * FROM files WHERE file_id = :file_id AND bot_id = :bot_id")
IN_CHAT = query(
    """SELECT f.* FROM chat_files c JOIN files f ON f.file_id = c.file_id
    WHERE c.chat_id = :chat_id AND c.unique_id = :unique_id"""
)
DIGEST = query("SELECT digest FROM files WHERE file_id = :file_id")
OTHERS = query("SELECT file_id FROM files WHERE digest = :digest AND file_id <> :file_id LIMIT 1")
PATH = re.compile(r"(?:photos|voice|documents)/(?P<digest>[0-9a-f]{64})(?:\.[a-z0-9]{1,8})?")
FOLDERS = {"photo": "photos", "voice": "voice", "document": "documents"}
SOUNDS = (  # first bytes, media type, suffix
    (re.compile(rb"OggS"), "audio/ogg", ".oga"),
    (re.compile(rb"\x1aE\xdf\xa3"), "audio/webm", ".webm"),
    (re.compile(rb".{4}ftyp", re.DOTALL), "audio/mp4", ".m4a"),
    (re.compile(rb"ID3|\xff[\xe2-\xfb]"), "audio/mpeg", ".mp3"),
    (re.compile(rb"RIFF.{4}WAVE", re.DOTALL), "audio/wav", ".wav"),
)
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]{1,60}")


@dataclass(frozen=True, slots=True)
class Upload:
    data: bytes
    name: str
    mime_type: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of `files`. `content` is the part of a Message that shows it, as JSON: {"photo": …} or {"voice": …}."""

    file_id: str
    bot_id: int
    unique_id: str
    kind: str
    content: str
    digest: str
    suffix: str
    size: int
    mime_type: str
    name: str

    @property
    def path(self) -> str:
        return f"{FOLDERS[self.kind]}/{self.digest}{self.suffix}"


class Files:
    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        # Two at once: pictures are heavy on both processor and memory, and the loop must go on answering.
        self._hands = ThreadPoolExecutor(2, "webchat-files")

    def prepare(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)

    def close(self) -> None:
        self._hands.shutdown()

    async def add_photo(self, change: Change, bot_id: int, upload: Upload) -> dict[str, Any]:
        """Raises NotAPhoto or WrongDimensions. Returns {"photo": [PhotoSize, ...]}."""
        loop = asyncio.get_running_loop()
        made: list[tuple[Size, str]] = await loop.run_in_executor(self._hands, self._keep_photo, upload.data)
        sizes, rows = [], []
        for size, digest in made:
            names = {"file_id": _file_id("photo"), "file_unique_id": _unique_id("photo", digest)}
            sizes.append({**names, "file_size": len(size.data), "width": size.width, "height": size.height})
            rows.append((names, digest, len(size.data)))
        content = dumps({"photo": sizes})
        for names, digest, length in rows:
            self._row(change, bot_id, "photo", names, content, digest, (".jpg", length, "image/jpeg", ""))
        return {"photo": sizes}

    async def add_voice(self, change: Change, bot_id: int, upload: Upload, duration: int) -> dict[str, Any]:
        mime_type, suffix = sound_of(upload.data)
        return await self._add_plain(change, bot_id, "voice", upload, mime_type, suffix, {"duration": duration})

    async def add_document(self, change: Change, bot_id: int, upload: Upload) -> dict[str, Any]:
        name = _file_name(upload.name)
        mime_type = upload.mime_type if MEDIA_TYPE.fullmatch(upload.mime_type) else "application/octet-stream"
        suffix = Path(name).suffix.lower()
        suffix = suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""
        return await self._add_plain(change, bot_id, "document", upload, mime_type, suffix, {"file_name": name})

    async def _add_plain(
        self, change: Change, bot_id: int, kind: str, upload: Upload, mime_type: str, suffix: str, more: dict[str, Any]
    ) -> dict[str, Any]:
        digest = await asyncio.get_running_loop().run_in_executor(self._hands, self._keep, upload.data)
        names = {"file_id": _file_id(kind), "file_unique_id": _unique_id(kind, digest)}
        content = {kind: {**more, "mime_type": mime_type, **names, "file_size": len(upload.data)}}
        details = (suffix, len(upload.data), mime_type, str(more.get("file_name", "")))
        self._row(change, bot_id, kind, names, dumps(content), digest, details)
        return content

    def _row(
        self,
        change: Change,
        bot_id: int,
        kind: str,
        names: dict[str, str],
        content: str,
        digest: str,
        details: tuple[str, int, str, str],
    ) -> None:
        suffix, size, mime_type, name = details
        change.add(
            W.FILE,
            file_id=names["file_id"],
            bot_id=bot_id,
            unique_id=names["file_unique_id"],
            kind=kind,
            content=content,
            digest=digest,
            suffix=suffix,
            size=size,
            mime_type=mime_type,
            name=name,
        )

    async def find(self, bot_id: int, file_id: str) -> Stored | None:
        row = await self._store.row(BY_ID, file_id=file_id, bot_id=bot_id)
        return Stored(*row) if row else None

    async def in_chat(self, chat_id: int, unique_id: str) -> Stored | None:
        """The file if some message of this chat shows it."""
        row = await self._store.row(IN_CHAT, chat_id=chat_id, unique_id=unique_id)
        return Stored(*row) if row else None

    async def forget(self, change: Change, chat_id: int, message: dict[str, Any], *, all_kinds: bool = False) -> None:
        """The document of a message that is being deleted goes too, from the disk as soon as no other row has the same
        content. Photos and sounds stay, a bot may send them on by their id; unless `all_kinds` go."""
        for kind in FOLDERS if all_kinds else ("document",):
            shown = message.get(kind, [])
            for file in shown if isinstance(shown, list) else [shown]:
                await self._forget_file(change, chat_id, file["file_id"])

    async def _forget_file(self, change: Change, chat_id: int, file_id: str) -> None:
        row = await self._store.row(DIGEST, file_id=file_id)
        change.add(W.FORGET_FILE, file_id=file_id)
        change.add(W.FORGET_CHAT_FILE, chat_id=chat_id, file_id=file_id)
        others = await self._store.row(OTHERS, digest=row[0], file_id=file_id) if row else None
        if row and others is None:
            change.after.append(lambda: self._place(row[0]).unlink(missing_ok=True))

    def where(self, stored: Stored) -> Path:
        return self._place(stored.digest)

    def at(self, path: str) -> Path | None:
        """The file behind a `file_path` of getFile. Only its digest is used, so no path leads elsewhere."""
        match = PATH.fullmatch(path)
        return self._place(match["digest"]) if match else None

    def _place(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest

    def _keep_photo(self, data: bytes) -> list[tuple[Size, str]]:
        return [(size, self._keep(size.data)) for size in sizes_of(data)]

    def _keep(self, data: bytes) -> str:
        """On disk before anything refers to it: written beside, synced, renamed, and the folder synced."""
        digest = hashlib.sha256(data).hexdigest()
        place = self._place(digest)
        if place.exists():
            return digest
        place.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as beside:
            beside.write(data)
            beside.flush()
            os.fsync(beside.fileno())
        Path(beside.name).rename(place)
        for folder in (place.parent, self._folder):
            descriptor = os.open(folder, os.O_RDONLY)
            os.fsync(descriptor)
            os.close(descriptor)
        return digest


def shown_in(change: Change, chat_id: int, content: dict[str, Any]) -> None:
    """Lets a chat see the files of a message from now on."""
    for kind in FOLDERS:
        found = content.get(kind, [])
        for file in found if isinstance(found, list) else [found]:
            change.add(W.CHAT_FILE, chat_id=chat_id, unique_id=file["file_unique_id"], file_id=file["file_id"])


def sound_of(data: bytes) -> tuple[str, str]:
    """Media type and suffix by the first bytes, never by what the sender says."""
    for start, mime_type, suffix in SOUNDS:
        if start.match(data):
            return mime_type, suffix
    return "audio/ogg", ".oga"


def _file_id(kind: str) -> str:
    return kind[0].upper() + secrets.token_urlsafe(30)


def _unique_id(kind: str, digest: str) -> str:
    return "AQ" + kind[0].upper() + urlsafe_b64encode(bytes.fromhex(digest))[:18].decode()


def _file_name(name: str) -> str:
    """The last part of what may be a path of any system, without control characters."""
    last = re.split(r"[/\\]", clean(name))[-1]
    return "".join(letter for letter in last if letter.isprintable())[:120].strip() or "file"
