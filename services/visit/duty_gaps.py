"""What an office has to see to before anybody walks: grids with nobody, workers whom no message reaches, and
households in no grid.

Whoever answers for several communities is told of all of them in one message, and of the same ones again only in the
next week.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import func, or_, select

from domain.errors import NotFound
from domain.roles import UnitKind
from models.people import Person
from models.places import Household, Unit
from services.act import Ctx
from services.people.people import spoken_name
from services.visit.visit_duty import Duty, duty_on, not_in_chat
from services.visit.visit_hearers import OFFICES, Hearers


@dataclass(frozen=True)
class Gap:
    """Of one community: grids that nobody looks after, (grid, worker) of those whom somebody has to tell, and how many
    households lie in no grid, so that nobody walks there."""

    community_id: int
    street_id: int
    alone: tuple[int, ...]
    silent: tuple[tuple[int, int], ...]
    homes: int


@dataclass(frozen=True)
class NamedGap:
    """`silent` are (grid, worker's name), `homes` how many lie in no grid."""

    community_id: int
    community: str
    alone: tuple[str, ...]
    silent: tuple[tuple[str, str], ...]
    homes: int


async def gaps_of(ctx: Ctx, duty: Duty) -> tuple[Gap, ...]:
    """Of the whole house, in two statements."""
    silent = await not_in_chat(ctx, duty.workers)
    stands = or_(Household.until.is_(None), Household.until >= ctx.today)
    in_none = select(func.count()).where(Household.grid_id == Unit.id, stands).correlate(Unit).scalar_subquery()
    communities = select(Unit.id, Unit.parent_id, in_none).where(Unit.kind == UnitKind.COMMUNITY).order_by(Unit.id)
    found = []
    for community, street, homes in await ctx.session.execute(communities):
        here = duty.walkers.get(community, {})
        pairs = [(grid, person) for grid, people in sorted(here.items()) for person in sorted(people & silent)]
        if community in duty.uncovered or pairs or homes:
            found.append(Gap(community, street or 0, duty.uncovered.get(community, ()), tuple(pairs), homes or 0))
    return tuple(found)


def told_of(hearers: Hearers, gaps: Iterable[Gap]) -> dict[int, tuple[Gap, ...]]:
    """By person: the staff of the community, or the street's where no message reaches any of them."""
    found: dict[int, tuple[Gap, ...]] = defaultdict(tuple)
    for gap in gaps:
        for person in hearers.of_office(gap.community_id, gap.street_id):
            found[person] = (*found[person], gap)
    return found


def mark(gaps: Iterable[Gap]) -> str:
    """Another one as soon as a grid, a worker or a household comes or goes."""
    return sha256(repr([(gap.alone, gap.silent, gap.homes) for gap in gaps]).encode()).hexdigest()[:16]


async def mine(ctx: Ctx, day: date) -> tuple[NamedGap, ...]:
    """Those that the actor is told of on `day`."""
    gaps = told_of(await Hearers.of(ctx), await gaps_of(ctx, await duty_on(ctx, day)))
    return await _named(ctx, gaps.get(ctx.person_id, ()))


async def of_community(ctx: Ctx, community_id: int, day: date) -> NamedGap | None:
    """None: there is none (any more). Raises NotFound for a stranger."""
    path = await ctx.session.scalar(select(Unit.path).where(Unit.id == community_id))
    if path is None or not any(held.role in OFFICES and held.opens(path) for held in ctx.actor.roles):
        raise NotFound
    found = [gap for gap in await gaps_of(ctx, await duty_on(ctx, day)) if gap.community_id == community_id]
    return (await _named(ctx, found))[0] if found else None


async def _named(ctx: Ctx, gaps: Collection[Gap]) -> tuple[NamedGap, ...]:
    ids = {id_ for gap in gaps for id_ in (gap.community_id, *gap.alone, *(grid for grid, _ in gap.silent))}
    names = dict((await ctx.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(ids)))).all())
    workers = {worker for gap in gaps for _, worker in gap.silent}
    people = await ctx.session.scalars(select(Person).where(Person.id.in_(workers)))
    called = {one.id: spoken_name(ctx, one) for one in people}
    return tuple(
        NamedGap(
            gap.community_id,
            names[gap.community_id],
            tuple(names[grid] for grid in gap.alone),
            tuple((names[grid], called[worker]) for grid, worker in gap.silent),
            gap.homes,
        )
        for gap in gaps
    )
