"""What the operator is told, and what the command line asks of the database: pushes, and whether invariants hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select

from domain.notices import Notice
from domain.roles import Role, UnitKind
from models.case import Case
from models.media import Media
from models.outbox import Inbox, Outbox
from models.people import Chat
from models.places import Unit
from services.act import Ctx
from services.notify import holders, tell


@dataclass(frozen=True)
class Pushed:
    """A row of the outbox with its chat."""

    id: int
    notice: str
    key: str
    chat_id: int
    channel: str
    external_id: int
    language: str
    person_id: int | None
    not_before: datetime
    values: dict[str, Any]


async def last_outbox_id(ctx: Ctx) -> int:
    return await ctx.session.scalar(select(func.max(Outbox.id))) or 0


async def pushed_after(ctx: Ctx, after: int) -> Sequence[Pushed]:
    """Pushes written since the row `after`, in order."""
    query = (
        select(
            Outbox.id,
            Outbox.notice,
            Outbox.key,
            Outbox.chat_id,
            Chat.channel,
            Chat.external_id,
            Chat.language,
            Chat.person_id,
            Outbox.not_before,
            Outbox.message,
        )
        .join(Chat, Chat.id == Outbox.chat_id)
        .where(Outbox.id > after, Outbox.notice.is_not(None))
        .order_by(Outbox.id)
    )
    return [Pushed(*row) for row in (await ctx.session.execute(query)).all()]


@dataclass(frozen=True)
class Queue:
    """How much waits, and for how many seconds the oldest of it."""

    name: str
    waiting: int
    oldest_seconds: float


async def queues(ctx: Ctx) -> list[Queue]:
    """What waits to be handled, said or fetched, and what could not be said at all."""
    unsent = (Outbox.sent_at.is_(None), Outbox.dead_at.is_(None))
    waits = {
        "inbox": select(func.count(), func.min(Inbox.received_at)).where(Inbox.done_at.is_(None)),
        "outbox": select(func.count(), func.min(Outbox.not_before)).where(*unsent, Outbox.not_before <= ctx.now),
        "held": select(func.count(), func.min(Outbox.created_at)).where(*unsent, Outbox.not_before > ctx.now),
        "dead_letters": select(func.count(), func.min(Outbox.created_at)).where(Outbox.dead_at.is_not(None)),
        "media": select(func.count(), func.min(Media.created_at)).where(Media.state == "pending"),
    }
    found = []
    for name, query in waits.items():
        waiting, oldest = (await ctx.session.execute(query)).one()
        found.append(Queue(name, waiting, (ctx.now - oldest).total_seconds() if oldest else 0.0))
    return found


async def tell_set_aside(ctx: Ctx) -> None:
    """A message could not be handled: the street's staff are told, once a day however many there are."""
    streets = (await ctx.session.scalars(select(Unit.id).where(Unit.kind == UnitKind.STREET))).all()
    for street in streets:
        staff = [who for role in (Role.STREET_STAFF, Role.ADMIN) for who in await holders(ctx, role, street)]
        await tell(ctx, staff, Notice.UPDATE_FAILED, f"set-aside:{ctx.today}")


async def has_street(ctx: Ctx) -> bool:
    return await ctx.session.scalar(select(Unit.id).where(Unit.kind == UnitKind.STREET).limit(1)) is not None


async def unplaced_grids(ctx: Ctx) -> list[str]:
    """Cases whose grid does not lie in their community."""
    grid = exists().where(Unit.id == Case.grid_id, Unit.parent_id == Case.community_id)
    return list(await ctx.session.scalars(select(Case.number).where(Case.grid_id.is_not(None), ~grid)))
