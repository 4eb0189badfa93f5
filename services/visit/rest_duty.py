"""The duty roster of visits on rest days: the community says who sees to which grid; where it names nobody, its worker
does."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, select

from domain.errors import NotFound
from domain.handover_errors import TakerGone
from domain.notices import Notice
from domain.roles import Role
from models.people import Person
from models.places import Unit
from models.visit import RestDuty
from services.act import Ctx
from services.insert import upsert
from services.notify import tell
from services.people.people import spoken_name
from services.visit.handover import workers_of

AHEAD = 30
DAYS = 6
PAGE = 4


@dataclass(frozen=True)
class RestDay:
    """`grids` are (id, name, who was named or None), of the communities that the actor staffs."""

    day: date
    grids: tuple[tuple[int, str, str | None], ...]


def rest_days(ctx: Ctx) -> tuple[date, ...]:
    """The next ones, today's among them."""
    ahead = (ctx.today + timedelta(days=n) for n in range(AHEAD))
    return tuple([day for day in ahead if not ctx.calendar.day(day).is_working][:DAYS])


async def rest_day(ctx: Ctx, day: date) -> RestDay:
    """Raises NotFound for whoever staffs no community, and for a day that is none of those."""
    communities = _communities(ctx, day)
    query = (
        select(Unit.id, Unit.name, Person)
        .outerjoin(RestDuty, (RestDuty.grid_id == Unit.id) & (RestDuty.day == day))
        .outerjoin(Person, Person.id == RestDuty.person_id)
        .where(Unit.parent_id.in_(communities), Unit.kind == "grid")
        .order_by(Unit.id)
    )
    rows = await ctx.session.execute(query)
    return RestDay(day, tuple((id_, name, spoken_name(ctx, one) if one else None) for id_, name, one in rows))


async def choices(ctx: Ctx, grid_id: int, after: int = 0) -> tuple[str, tuple[tuple[int, str], ...], int | None]:
    """The grid's name, and whom it can be given to on a rest day, a page at a time, `after` so many."""
    grid = await _grid(ctx, grid_id)
    query = select(Person).where(Person.id.in_(workers_of(ctx, grid))).order_by(Person.id)
    people = (await ctx.session.scalars(query.offset(after).limit(PAGE + 1))).all()
    found = tuple((one.id, spoken_name(ctx, one)) for one in people[:PAGE])
    return grid.name, found, after + PAGE if len(people) > PAGE else None


async def name(ctx: Ctx, day: date, grid_id: int, person_id: int) -> None:
    """Somebody sees to the grid on that rest day, in place of its worker; 0: the worker does. They are told once for
    all grids of a day. Raises NotFound, TakerGone."""
    _communities(ctx, day)
    grid = await _grid(ctx, grid_id)
    if not person_id:
        await ctx.session.execute(delete(RestDuty).where(RestDuty.grid_id == grid_id, RestDuty.day == day))
        return
    there = select(Person.id).where(Person.id == person_id, Person.id.in_(workers_of(ctx, grid)))
    if await ctx.session.scalar(there) is None:
        raise TakerGone
    row = {"grid_id": grid_id, "day": day, "person_id": person_id, "set_by": ctx.person_id}
    await ctx.session.execute(upsert(ctx.session, RestDuty, ["grid_id", "day"], ["person_id", "set_by"]).values(row))
    await tell(ctx, [person_id], Notice.REST_DUTY, f"rest:{person_id}:{day.isoformat()}", day=day.isoformat())


async def my_grids(ctx: Ctx, day: date) -> tuple[str, ...]:
    """Names of the grids that the roster of `day` gives the actor."""
    mine = (RestDuty.day == day, RestDuty.person_id == ctx.person_id)
    query = select(Unit.name).join(RestDuty, RestDuty.grid_id == Unit.id).where(*mine).order_by(Unit.id)
    return tuple((await ctx.session.scalars(query)).all())


def _communities(ctx: Ctx, day: date) -> tuple[int, ...]:
    communities = ctx.actor.units(Role.COMMUNITY_STAFF)
    if not communities or day not in rest_days(ctx):
        raise NotFound
    return communities


async def _grid(ctx: Ctx, grid_id: int) -> Unit:
    grid = await ctx.session.get(Unit, grid_id)
    if grid is None or grid.parent_id not in ctx.actor.units(Role.COMMUNITY_STAFF):
        raise NotFound
    return grid
