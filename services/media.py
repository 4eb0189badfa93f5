"""Photos and voice notes: noted when they come in, fetched by a follow-up, sent again from our own copy."""

import io
import logging
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update

from domain.bad_photo import BadPhoto
from domain.notices import Notice
from models.database import Database
from models.media import Media, MediaCopy
from models.people import Chat
from services import photo_looks
from services.act import Ctx
from services.insert import upsert
from services.notify import tell
from services.photo_looks import Compared
from services.pictures import CSV_ENDING, Book, Made, Sheet, Shelf, fingerprint
from services.ports import Attachment, Bundle, MediaStore, Message, NotDrawn, Pictures, StoredFile

log = logging.getLogger(__name__)

CSV = "text/csv"
HTML_ENDING = ".html"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def note(ctx: Ctx, kind: str, file_id: str, unique_id: str, duration: int | None = None) -> int:
    """Remember a file of the actor's chat; the same file again is the same row. Returns its id."""
    chat_id = ctx.actor.chat_id
    known = await ctx.session.scalar(
        select(Media.id).where(Media.chat_id == chat_id, Media.unique_id == unique_id).limit(1)
    )
    if known is not None:
        return known
    if chat_id is None:
        raise LookupError("a file without a chat")
    media = Media(
        chat_id=chat_id,
        kind=kind,
        file_id=file_id,
        unique_id=unique_id,
        created_at=ctx.now,
        next_try_at=ctx.now,
        duration=duration,
    )
    ctx.session.add(media)
    await ctx.session.flush()
    return media.id


@dataclass(frozen=True)
class ToFetch:
    id: int
    kind: str
    file_id: str
    channel: str
    attempts: int


async def anything_to_fetch(ctx: Ctx) -> bool:
    """Asked before claiming, so that an idle fetcher takes no write lock."""
    due = select(Media.id).where(Media.state == "pending", Media.next_try_at <= ctx.now).limit(1)
    return await ctx.session.scalar(due) is not None


async def to_fetch(ctx: Ctx, lease: timedelta, at_most: int) -> list[ToFetch]:
    """Claim files that are not here yet: whoever moves `next_try_at` on has them until then."""
    rows = (
        await ctx.session.execute(
            select(Media.id, Media.kind, Media.file_id, Chat.channel, Media.attempts)
            .join(Chat, Chat.id == Media.chat_id)
            .where(Media.state == "pending", Media.next_try_at <= ctx.now)
            .order_by(Media.next_try_at)
            .limit(at_most)
            .with_for_update(of=Media, skip_locked=True)
        )
    ).all()
    ids = [row.id for row in rows]
    if ids:
        await ctx.session.execute(
            update(Media).where(Media.id.in_(ids)).values(next_try_at=ctx.now + lease, attempts=Media.attempts + 1)
        )
    return [ToFetch(*row) for row in rows]


async def kept(ctx: Ctx, media_id: int, file: StoredFile, compared: Compared) -> None:
    await ctx.session.execute(
        update(Media)
        .where(Media.id == media_id)
        .values(state="kept", sha256=file.sha256, mime=file.mime, size=file.size, width=file.width, height=file.height)
    )
    if file.looks:
        await photo_looks.note(ctx, media_id, file.looks, compared)


async def bad(ctx: Ctx, media_id: int, why: BadPhoto) -> None:
    """Whoever sent it is told, everything else stays."""
    await ctx.session.execute(update(Media).where(Media.id == media_id).values(state="bad"))
    sender = await ctx.session.scalar(
        select(Chat.person_id).join(Media, Media.chat_id == Chat.id).where(Media.id == media_id)
    )
    if sender is not None:
        await tell(ctx, [sender], Notice.MEDIA_BAD, f"media-bad:{media_id}", media=media_id, why=why)


@dataclass(frozen=True)
class Files:
    """What the sender needs of files: their content, or the name under which a channel holds them already."""

    database: Database
    store: MediaStore
    pictures: Pictures

    async def attachments(self, media: Sequence[int], channel: str) -> list[Attachment]:
        """Files that were kept, in the order asked for; one that is not here (yet) is left out."""
        if not media:
            return []
        query = (
            select(Media.id, Media.kind, Media.sha256, Media.mime, MediaCopy.file_id)
            .outerjoin(MediaCopy, (MediaCopy.sha256 == Media.sha256) & (MediaCopy.channel == channel))
            .where(Media.id.in_(media), Media.state == "kept")
        )
        async with self.database.read() as session:
            rows = {row.id: row for row in (await session.execute(query)).all()}
        found = [rows[id_] for id_ in media if id_ in rows]
        return [
            Attachment(
                kind=row.kind,
                sha256=row.sha256,
                mime=row.mime,
                file_id=row.file_id,
                content=None if row.file_id else await self.store.read(row.sha256),
            )
            for row in found
        ]

    async def made(self, message: Message, channel: str) -> list[Attachment]:
        """The message's picture and sheet, drawn now unless the channel holds them. One that cannot be drawn is left
        out: its figures stand in the text."""
        found = []
        if message.picture is not None:
            found.append(await self._made("photo", "image/png", message.picture, channel))
        if message.sheet is not None:
            found.append(await self._made("document", _mime_of(message.sheet), message.sheet, channel))
        if message.bundle is not None:
            found.append(await self._bundled(message.bundle))
        return [attachment for attachment in found if attachment is not None]

    async def _bundled(self, bundle: Bundle) -> Attachment:
        """File by file, so that no more than the archive itself is in memory."""
        if bundle.name.endswith(HTML_ENDING):
            content = bundle.texts[0][1].encode()
            return Attachment("document", "", "text/html", content=content, name=bundle.name)
        query = select(Media.id, Media.sha256).where(Media.id.in_([id_ for _, id_ in bundle.files]))
        async with self.database.read() as session:
            hashes = dict((await session.execute(query)).all())
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in bundle.texts:
                archive.writestr(name, text)
            for name, id_ in bundle.files:
                if sha256 := hashes.get(id_):
                    archive.writestr(name, await self.store.read(sha256), zipfile.ZIP_STORED)
        return Attachment("document", "", "application/zip", content=packed.getvalue(), name=bundle.name)

    async def _made(self, kind: str, mime: str, made: Made, channel: str) -> Attachment | None:
        key = fingerprint(made)
        async with self.database.read() as session:
            copy = await session.get(MediaCopy, (key, channel))
        content = None
        if copy is None:
            try:
                content = await self.pictures.draw(made, await self._photos(made))
            except NotDrawn:
                log.exception("not_drawn", extra={"kind": kind})
                return None
        name = made.name if isinstance(made, Sheet | Book) else None
        file_id = copy.file_id if copy else None
        return Attachment(kind, key, mime, file_id, content, name=name, caption=made.title)

    async def _photos(self, made: Made) -> dict[str, bytes]:
        """Those that are drawn into it, as far as they are there."""
        found = {}
        for sha256 in made.photos if isinstance(made, Shelf) else ():
            with suppress(FileNotFoundError):
                found[sha256] = await self.store.read(sha256)
        return found

    async def remember(self, channel: str, copies: Sequence[tuple[str, str]]) -> None:
        """Keep the names that the channel gave to what was just sent."""
        rows = [{"sha256": sha256, "channel": channel, "file_id": file_id} for sha256, file_id in copies if sha256]
        if rows:
            async with self.database.write() as session:
                await session.execute(upsert(session, MediaCopy, ["sha256", "channel"], ["file_id"]), rows)


def _mime_of(sheet: Sheet | Book) -> str:
    return CSV if sheet.name.endswith(CSV_ENDING) else XLSX
