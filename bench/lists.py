"""What one looks up must not grow with what there is: cases near by and the desk's pages, with few and with many."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from sqlalchemy import select

from bench.many_cases import street_with
from bench.rows import Notes, Row, at_most
from bench.run import Run
from domain.errors import DomainError
from domain.roles import STAFF
from models.case import Case
from models.people import Chat, RoleHeld
from models.places import Building
from services.act import Actor, Door
from services.case import case_lists, case_nearby, case_views
from services.case.case_lists import Scope, Turn
from services.people import people

LOOKS = 200
Look = Callable[[], Awaitable[Any]]


@dataclass(frozen=True)
class Street:
    """An open door and what there is to look at behind it."""

    door: Door
    near: Sequence[Look]
    pages: Sequence[Look]


async def rows(run: Run) -> tuple[list[Row], list[Notes]]:
    few, many = run.size.few_cases, run.size.many_cases
    async with (
        street_with(run.street, few, run.folder() / "few") as small,
        street_with(run.street, many, run.folder() / "many") as large,
    ):
        streets = [await _street(door) for door in (large, small)]
        near: list[list[float]] = [[], []]
        pages: list[list[float]] = [[], []]
        for _ in range(run.size.looks):
            for street, nears, desks in zip(streets, near, pages, strict=True):
                nears.append(median(await _timed(street.near)))
                desks.append(quantiles(await _timed(street.pages), n=20)[18])
    names = f"{many:,} cases", f"{few:,} cases"
    return [
        Row("nearby, median", *names, "ms", tuple(near[0]), tuple(near[1]), at_most(1.5)),
        Row("desk pages, p95", *names, "ms", tuple(pages[0]), tuple(pages[1]), at_most(1.5)),
    ], []


async def _timed(looks: Sequence[Look]) -> list[float]:
    """Milliseconds of each."""
    taken = []
    for look in looks:
        began = perf_counter()
        await look()
        taken.append((perf_counter() - began) * 1000)
    return taken


async def _street(door: Door) -> Street:
    rng = Random(1)  # noqa: S311 - the same places every time
    async with door.database.read() as session:
        places = (await session.execute(select(Building.lat, Building.lon).order_by(Building.id))).all()
        staff = select(RoleHeld.role, Chat.id).join(Chat, Chat.person_id == RoleHeld.person_id)
        chats = dict((await session.execute(staff.where(RoleHeld.role.in_(STAFF)))).tuples().all())
        known = await door.within(session).look(people.actors, list(chats.values()))
        numbers = (await session.scalars(select(Case.number).order_by(Case.id.desc()).limit(20))).all()
    near = [
        _look(door, Actor(), case_nearby.similar, f"category-{rng.randrange(16)}", *rng.choice(places))
        for _ in range(LOOKS)
    ]
    pages: list[Look] = []
    for actor, scope in product(known.values(), Scope):
        first = await _look(door, actor, case_lists.desk_queue, scope)()
        pages.append(_look(door, actor, case_lists.desk_queue, scope))
        if first.after is not None:
            pages.append(_look(door, actor, case_lists.desk_queue, scope, Turn(first.after)))
    pages += [_look(door, actor, case_lists.counts) for actor in known.values()]
    pages += [_look(door, actor, case_views.case_card, one) for actor in known.values() for one in numbers]
    return Street(door, near, pages)


def _look(door: Door, actor: Actor, use_case: Any, *args: Any) -> Look:
    async def look() -> Any:
        async with door.database.read() as session:
            try:
                return await door.within(session, actor).look(use_case, *args)
            except DomainError:
                return None  # not theirs to see, which was looked up all the same

    return look
