"""A roster file on its way through a chat: sent, looked at, shown, confirmed, put in; or left, or refused.

The file itself is never kept here: the clerk (scheduler/clerk.py) fetches it from the channel when it is looked at and
once more when it is put in, and at the end takes it out of the chat.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Update, or_, select, update

from domain.care_looks import Look
from domain.errors import NotFound
from domain.notices import Notice
from domain.roster_errors import RosterBlocked, RosterOver
from models.people import Chat
from models.roster import RosterFile
from services import care_log
from services.act import Ctx
from services.notify import tell
from services.roster.plan import Plan
from services.roster.roster_report import Report, report_of
from services.roster.scope import keeps, scope_of
from services.slots import Slot


class State(StrEnum):
    SENT = "sent"
    SHOWN = "shown"
    CONFIRMED = "confirmed"
    DONE = "done"
    LEFT = "left"
    REFUSED = "refused"


TO_DO = (State.SENT, State.CONFIRMED)
OVER = (State.DONE, State.LEFT, State.REFUSED)
NOT_YOURS, LOST = "not_yours", "lost"
"""Why a file was refused, where no file says it."""


async def take(ctx: Ctx, file_id: str, name: str, message_id: int) -> int:
    """Somebody who keeps a roster has sent a file; one that still waits in the same chat is left. Returns its id.
    Raises NotAllowed."""
    await scope_of(ctx)
    waiting = (RosterFile.chat_id == ctx.actor.chat_id, RosterFile.state.in_((State.SENT, State.SHOWN)))
    left = update(RosterFile).where(*waiting).values(state=State.LEFT, report=None, next_try_at=ctx.now)
    for other in (await ctx.session.scalars(left.returning(RosterFile.id))).all():
        await _tell(ctx, other, "left")
    file = RosterFile(
        chat_id=ctx.actor.chat_id or 0,
        person_id=ctx.person_id,
        file_id=file_id,
        message_id=message_id,
        name=name[-120:],
        created_at=ctx.now,
        next_try_at=ctx.now,
    )
    ctx.session.add(file)
    await ctx.session.flush()
    return file.id


@dataclass(frozen=True)
class DueFile:
    """A file with which something is to be done."""

    id: int
    state: State
    chat_id: int
    channel: str
    external_id: int
    file_id: str
    message_id: int | None
    name: str
    sha256: str | None
    fingerprint: str | None
    ends_gone: bool
    attempts: int


def _due(ctx: Ctx) -> tuple[ColumnElement[bool], ...]:
    to_take_away = RosterFile.state.in_(OVER) & RosterFile.message_id.is_not(None)
    return or_(RosterFile.state.in_(TO_DO), to_take_away), RosterFile.next_try_at <= ctx.now


async def anything_due(ctx: Ctx, channels: Collection[str]) -> bool:
    """Asked before claiming, so that an idle clerk takes no write lock."""
    query = select(RosterFile.id).join(Chat, Chat.id == RosterFile.chat_id)
    return await ctx.session.scalar(query.where(*_due(ctx), Chat.channel.in_(channels)).limit(1)) is not None


async def claim(ctx: Ctx, channels: Collection[str], lease: timedelta) -> DueFile | None:
    """Whoever moves `next_try_at` on has the file until then. `channels` are those that can be heard here."""
    query = (
        select(RosterFile, Chat.channel, Chat.external_id)
        .join(Chat, Chat.id == RosterFile.chat_id)
        .where(*_due(ctx), Chat.channel.in_(channels))
        .order_by(RosterFile.next_try_at)
        .limit(1)
        .with_for_update(of=RosterFile, skip_locked=True)
    )
    row = (await ctx.session.execute(query)).one_or_none()
    if row is None:
        return None
    file, channel, external_id = row
    file.next_try_at, file.attempts = ctx.now + lease, file.attempts + 1
    await ctx.session.flush()
    return DueFile(
        file.id,
        State(file.state),
        file.chat_id,
        channel,
        external_id,
        file.file_id,
        file.message_id,
        file.name,
        file.sha256,
        file.fingerprint,
        file.ends_gone,
        file.attempts,
    )


async def hold(ctx: Ctx, file_id: int, lease: timedelta) -> None:
    """Whoever has the file goes on having it."""
    await ctx.session.execute(_in(file_id, *TO_DO).values(next_try_at=ctx.now + lease))


async def tell_rows(ctx: Ctx, file_id: int, rows: int, lease: timedelta, *, whole: bool = False) -> None:
    """How far the reading is, before the dry run and again before it is put in; a long one keeps its lease. `whole`:
    all are read, and what they change is worked out, or written."""
    counts = {"rows": rows, "whole": int(whole)}
    await ctx.session.execute(_in(file_id, *TO_DO).values(counts=counts, next_try_at=ctx.now + lease))
    state = await ctx.session.scalar(select(RosterFile.state).where(RosterFile.id == file_id))
    await _tell(ctx, file_id, f"{state}:{'whole' if whole else 'rows'}{rows}")


async def show(ctx: Ctx, file_id: int, plan: Plan, sha256: str, *, again: bool) -> None:
    """The dry run is there. `again`: what was confirmed is no longer what would happen."""
    report = report_of(plan, ctx.settings.roster.listed).to_json()
    values: dict[str, Any] = {"sha256": sha256, "fingerprint": plan.fingerprint(), "counts": plan.counts()}
    values |= {"report": ctx.vault.seal(report, f"roster_file:{file_id}:report"), "why": "changed" if again else None}
    await ctx.session.execute(_in(file_id, *TO_DO).values(state=State.SHOWN, attempts=0, **values))
    await _tell(ctx, file_id, f"shown:{plan.fingerprint()[:16]}:{ctx.now:%H%M%S}")


async def refuse(ctx: Ctx, file_id: int, why: str) -> None:
    """It cannot be read, or may not be put in; `why` is part of a text's key."""
    values = {"state": State.REFUSED, "why": why, "report": None, "attempts": 0, "next_try_at": ctx.now}
    await ctx.session.execute(_in(file_id, *TO_DO).values(values))
    await _tell(ctx, file_id, "refused")


async def finish(ctx: Ctx, file_id: int, plan: Plan) -> None:
    """It is put in; in the same transaction."""
    values = {"state": State.DONE, "counts": plan.counts(), "attempts": 0, "next_try_at": ctx.now}
    await ctx.session.execute(_in(file_id, State.CONFIRMED).values(values))
    await _tell(ctx, file_id, "done")


async def taken_away(ctx: Ctx, file_id: int) -> None:
    """The channel does not show the file any more, or will not let go of it."""
    await ctx.session.execute(update(RosterFile).where(RosterFile.id == file_id).values(message_id=None))


def _in(file_id: int, *states: State) -> Update:
    return update(RosterFile).where(RosterFile.id == file_id, RosterFile.state.in_(states))


async def _tell(ctx: Ctx, file_id: int, step: str) -> None:
    person = await ctx.session.scalar(select(RosterFile.person_id).where(RosterFile.id == file_id))
    if person is not None:
        await tell(ctx, [person], Notice.ROSTER_FILE, f"roster-file:{file_id}:{step}", file=file_id)


@dataclass(frozen=True)
class FileCard:
    """A file as its sender sees it. `report` None: there is none yet, or it is forgotten."""

    id: int
    name: str
    state: State
    why: str | None
    ends_gone: bool
    counts: Mapping[str, int]
    report: Report | None


async def outcome(ctx: Ctx, file_id: int) -> FileCard:
    """For whoever sent it: where it stands. Who keeps the roster no more learns that nothing comes of it, and no more.
    Raises NotFound."""
    file = await ctx.session.get(RosterFile, file_id)
    if file is None or file.person_id != ctx.actor.person_id:
        raise NotFound
    if keeps(ctx):
        return await card(ctx, file_id)
    over = State(file.state) in (State.DONE, State.LEFT)
    state, why = (State(file.state), file.why) if over else (State.REFUSED, NOT_YOURS)
    return FileCard(file.id, file.name, state, why, file.ends_gone, {}, None)


async def card(ctx: Ctx, file_id: int) -> FileCard:
    """For whoever sent it, as long as they keep the roster. Raises NotFound."""
    file = await _mine(ctx, file_id)
    sealed = file.report
    report = ctx.vault.open(sealed, f"roster_file:{file_id}:report") if sealed else None
    return FileCard(
        file.id,
        file.name,
        State(file.state),
        file.why,
        file.ends_gone,
        file.counts or {},
        Report.from_json(report) if report else None,
    )


async def look(ctx: Ctx, file_id: int) -> FileCard:
    """The lists of a file, which name people: the look is written down."""
    found = await card(ctx, file_id)
    await care_log.looked_at_community(ctx, Look.ROSTER_LOOKED, (await scope_of(ctx)).communities)
    return found


async def _mine(ctx: Ctx, file_id: int) -> RosterFile:
    file = await ctx.session.get(RosterFile, file_id)
    if file is None or file.person_id != ctx.actor.person_id or not keeps(ctx):
        raise NotFound
    return file


async def confirm(ctx: Ctx, file_id: int, *, ends_gone: bool) -> None:
    """The one word that puts it in; a second one is told that it is under way. Raises NotFound, RosterBlocked,
    RosterOver."""
    file = await _mine(ctx, file_id)
    if (file.counts or {}).get("bad"):
        raise RosterBlocked
    values = {"state": State.CONFIRMED, "ends_gone": ends_gone, "next_try_at": ctx.now}
    done = await ctx.session.execute(_in(file_id, State.SHOWN).values(values).returning(RosterFile.id))
    if done.first() is None:
        raise RosterOver


async def leave(ctx: Ctx, file_id: int) -> None:
    """Nothing of it is put in. Raises NotFound, RosterOver."""
    await _mine(ctx, file_id)
    values = {"state": State.LEFT, "report": None, "next_try_at": ctx.now}
    done = await ctx.session.execute(_in(file_id, State.SENT, State.SHOWN).values(values).returning(RosterFile.id))
    if done.first() is None:
        raise RosterOver


async def forget(ctx: Ctx, slot: Slot) -> None:
    """The job: what nobody confirmed is left, what no channel gave us is refused, and what was said about people goes.
    The cards of both say so."""
    old = RosterFile.created_at < slot.due_at - timedelta(hours=ctx.settings.roster.keep_hours)
    left = update(RosterFile).where(old, RosterFile.state == State.SHOWN).values(state=State.LEFT, next_try_at=ctx.now)
    lost = update(RosterFile).where(old, RosterFile.state.in_(TO_DO))
    lost = lost.values(state=State.REFUSED, why=LOST, next_try_at=ctx.now)
    for ending, step in ((left, "left"), (lost, "refused")):
        for file_id in (await ctx.session.scalars(ending.returning(RosterFile.id))).all():
            await _tell(ctx, file_id, step)
    await ctx.session.execute(update(RosterFile).where(old, RosterFile.report.is_not(None)).values(report=None))
