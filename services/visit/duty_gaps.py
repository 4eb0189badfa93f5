"""What an office has to see to before anybody walks: grids with nobody, and workers whom no message reaches.

Whoever answers for several communities is told of all of them in one message, and of the same ones again only in the
next week.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import select

from domain.errors import NotFound
from domain.visit_escalation import Level
from models.people import Person
from models.places import Unit
from services.act import Ctx
from services.people.people import spoken_name
from services.visit.visit_duty import Duty, duty_on, not_in_chat
from services.visit.visit_hearers import OFFICES, Hearers


@dataclass(frozen=True)
class Gap:
    """Of one community: grids that nobody looks after, and (grid, worker) of those whom somebody has to tell."""

    community_id: int
    alone: tuple[int, ...]
    silent: tuple[tuple[int, int], ...]

    @property
    def grid_id(self) -> int:
        """One that it is about."""
        return self.alone[0] if self.alone else self.silent[0][0]


@dataclass(frozen=True)
class NamedGap:
    """`silent` are (grid, worker's name)."""

    community_id: int
    community: str
    alone: tuple[str, ...]
    silent: tuple[tuple[str, str], ...]


async def gaps_of(ctx: Ctx, duty: Duty) -> tuple[Gap, ...]:
    """Of the whole house, in one statement."""
    silent = await not_in_chat(ctx, duty.workers)
    found = []
    for community in sorted({*duty.uncovered, *duty.walkers}):
        here = duty.walkers.get(community, {})
        pairs = [(grid, person) for grid, people in sorted(here.items()) for person in sorted(people & silent)]
        if community in duty.uncovered or pairs:
            found.append(Gap(community, duty.uncovered.get(community, ()), tuple(pairs)))
    return tuple(found)


def told_of(hearers: Hearers, gaps: Iterable[Gap]) -> dict[int, tuple[Gap, ...]]:
    """By person: the staff of the community, or the street's where no message reaches any of them."""
    found: dict[int, tuple[Gap, ...]] = defaultdict(tuple)
    for gap in gaps:
        for person in hearers.of_level(gap.grid_id, Level.COMMUNITY):
            found[person] = (*found[person], gap)
    return found


def mark(gaps: Iterable[Gap]) -> str:
    """Another one as soon as a grid or a worker comes or goes."""
    return sha256(repr([(gap.alone, gap.silent) for gap in gaps]).encode()).hexdigest()[:16]


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
        )
        for gap in gaps
    )
