"""A copy of one's own data: asked for once in a while, made while it is sent, and kept nowhere in the house.

The page comes first, then archives of bounded size, one a message: whoever waits sees it come on, the sender serves
others in between, and no more than one archive is in memory at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from domain.errors import ConsentNeeded, NotFound
from domain.notices import Notice
from domain.privacy_errors import ExportedLately
from models.case import CaseMedia
from models.media import Media
from models.people import Person
from models.privacy import DataExport
from services.act import Ctx
from services.notify import tell_chats
from services.privacy.export_facts import file_name, sections
from services.privacy.export_values import Section
from services.privacy.rewriting import batches
from services.privacy.whose import Whose, whose

BETWEEN = timedelta(seconds=2)
"""From one part to the next: others are spoken to meanwhile."""


async def ask(ctx: Ctx) -> int:
    """The actor asks for a copy, into this chat and no other. Returns in how many files it comes. Raises ConsentNeeded
    where nothing is stored, ExportedLately."""
    if ctx.actor.person_id is None or ctx.actor.chat_id is None:
        raise ConsentNeeded
    person = await _locked(ctx, ctx.person_id)
    await _refuse_so_soon(ctx)
    parts = await parts_of(ctx, await whose(ctx, person))
    asked = DataExport(person_id=person.id, chat_id=ctx.actor.chat_id, asked_at=ctx.now, parts=len(parts) + 1)
    ctx.session.add(asked)
    await ctx.session.flush()
    for n, (first, last) in enumerate([(0, 0), *parts]):
        values = {"export": asked.id, "part": n, "first": first, "last": last}
        moment = ctx.now + n * BETWEEN
        await tell_chats(ctx, moment, [asked.chat_id], Notice.DATA_EXPORT, f"export:{asked.id}:{n}", **values)
    return asked.parts


async def _locked(ctx: Ctx, person_id: int) -> Person:
    """Two taps at once are one copy."""
    return (await ctx.session.scalars(select(Person).where(Person.id == person_id).with_for_update())).one()


async def _refuse_so_soon(ctx: Ctx) -> None:
    last = select(DataExport.asked_at).where(DataExport.person_id == ctx.person_id)
    before: datetime | None = await ctx.session.scalar(last.order_by(DataExport.asked_at.desc()).limit(1))
    if before is None:
        return
    again = before + timedelta(hours=ctx.settings.privacy.export_every_hours)
    if ctx.now < again:
        local = again.astimezone(ctx.zone)
        raise ExportedLately(month=local.month, day=local.day, time=f"{local:%H:%M}")


async def parts_of(ctx: Ctx, theirs: Whose) -> list[tuple[int, int]]:
    """First and last file of each archive; there is one even without files, for the JSON."""
    most = ctx.settings.privacy.export_megabytes * 1024 * 1024
    parts: list[tuple[int, int]] = []
    filled = most
    for media_id, size in await _files(ctx, theirs):
        if not parts or filled + size > most:
            parts.append((media_id, media_id))
            filled = 0
        parts[-1] = (parts[-1][0], media_id)
        filled += size
    return parts or [(0, 0)]


async def _files(ctx: Ctx, theirs: Whose) -> list[tuple[int, int]]:
    """Ids and sizes of what they sent, and of what their cases show them."""
    found: dict[int, int] = {}
    kept = select(Media.id, Media.size).where(Media.state == "kept")
    sent = kept.where(Media.chat_id.in_(theirs.chats))
    found |= {id_: size or 0 for id_, size in await ctx.session.execute(sent)}
    for some in batches(sorted(theirs.cases)):
        shown = kept.join(CaseMedia, CaseMedia.media_id == Media.id).where(CaseMedia.case_id.in_(some))
        found |= {id_: size or 0 for id_, size in await ctx.session.execute(shown)}
    return sorted(found.items())


@dataclass(frozen=True)
class Part:
    """What one message of a copy brings: `told` for the page and the JSON, `files` by the names that they get."""

    told: Sequence[Section]
    files: tuple[tuple[str, int], ...]
    of: int


async def part(ctx: Ctx, export_id: int, number: int, first: int, last: int) -> Part:
    """For whoever asked, and nobody who has the chat after them. Raises NotFound."""
    asked = await ctx.session.get(DataExport, export_id)
    if asked is None or asked.person_id != ctx.actor.person_id or asked.chat_id != ctx.actor.chat_id:
        raise NotFound
    theirs = await whose(ctx, await ctx.session.get_one(Person, asked.person_id))
    told = await sections(ctx, theirs) if number < 2 else ()
    ids = [id_ for id_, _ in await _files(ctx, theirs) if number and first <= id_ <= last]
    kinds = dict((await ctx.session.execute(select(Media.id, Media.kind).where(Media.id.in_(ids)))).all())
    return Part(told, tuple((file_name(id_, kinds[id_]), id_) for id_ in ids), asked.parts)


@dataclass(frozen=True)
class Everything:
    """All of a copy at once, `files` by their names with the hashes that they are kept under."""

    told: Sequence[Section]
    files: tuple[tuple[str, str], ...]


async def everything(ctx: Ctx, person_id: int) -> Everything:
    """For whoever runs the house and hands it over. Raises NotFound."""
    person = await ctx.session.get(Person, person_id)
    if person is None:
        raise NotFound
    theirs = await whose(ctx, person)
    ids = [id_ for id_, _ in await _files(ctx, theirs)]
    found = await ctx.session.execute(select(Media.id, Media.kind, Media.sha256).where(Media.id.in_(ids)))
    files = tuple((file_name(id_, kind), sha256) for id_, kind, sha256 in found if sha256 is not None)
    return Everything(await sections(ctx, theirs), files)
