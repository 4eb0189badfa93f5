"""Letter boxes 乐呵信箱: anonymous drops by the poster's code, and the paper letters that a worker takes out."""

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, or_, select

from domain.case_flow import CollectionChannel
from domain.errors import MailboxClosed, NotAllowed
from domain.roles import Role
from models.case import Case
from models.places import Unit
from models.station import Mailbox
from services.act import Ctx
from services.case.cases import Filed, Filing, submit
from services.case.collecting import follow_elsewhere


@dataclass(frozen=True)
class Box:
    """A letter box that takes letters. `unit_id` is where its cases belong."""

    id: int
    name: str
    code: str
    unit_id: int


async def by_code(ctx: Ctx, code: str) -> Box:
    """Raises MailboxClosed, for a code that never was as for a box that is gone."""
    return await _one(ctx, Mailbox.code == code)


async def by_id(ctx: Ctx, box_id: int) -> Box:
    """Raises MailboxClosed."""
    return await _one(ctx, Mailbox.id == box_id)


async def _one(ctx: Ctx, which: ColumnElement[bool]) -> Box:
    query = select(Mailbox.id, Mailbox.name, Mailbox.code, Mailbox.unit_id).where(which, Mailbox.active.is_(True))
    row = (await ctx.session.execute(query)).one_or_none()
    if row is None:
        raise MailboxClosed
    return Box(*row)


async def own_boxes(ctx: Ctx) -> list[Box]:
    """The boxes that the actor may empty: those of the communities in which they work a grid, the own grids' first."""
    grids = [held.path for held in ctx.actor.roles if held.role is Role.GRID_WORKER]
    if not grids:
        return []
    communities = {path.removesuffix("/").rpartition("/")[0] + "/" for path in grids}
    query = (
        select(Mailbox.id, Mailbox.name, Mailbox.code, Mailbox.unit_id, Unit.path)
        .join(Unit, Unit.id == Mailbox.unit_id)
        .where(Mailbox.active.is_(True), or_(*(Unit.path.startswith(path) for path in communities)))
        .order_by(Mailbox.id)
    )
    rows = (await ctx.session.execute(query)).all()
    near_first = sorted(rows, key=lambda row: not any(row.path.startswith(path) for path in grids))
    return [Box(row.id, row.name, row.code, row.unit_id) for row in near_first]


async def drop(ctx: Ctx, filing: Filing, code: str) -> Filed:
    """An anonymous drop: whoever deals with it sees nobody; its reporter hears what becomes of it. It belongs where the
    box hangs unless a place was shared. Raises MailboxClosed."""
    box = await by_code(ctx, code)
    return await submit(ctx, _from_box(filing, box))


async def file_letter(ctx: Ctx, filing: Filing, box_id: int) -> Filed:
    """A paper letter: nobody but the worker who took it out is known. Raises NotAllowed, MailboxClosed."""
    box = await by_id(ctx, box_id)
    if box not in await own_boxes(ctx):
        raise NotAllowed
    filed = await submit(ctx, replace(_from_box(filing, box), for_somebody=True))
    case = (await ctx.session.scalars(select(Case).where(Case.number == filed.number))).one()
    await follow_elsewhere(ctx, case)
    return filed


def _from_box(filing: Filing, box: Box) -> Filing:
    return replace(filing, anonymous=True, collected=CollectionChannel.MAILBOX, unit_id=box.unit_id)
