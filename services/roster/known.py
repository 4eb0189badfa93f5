"""Who lives where, as far as a file speaks of it: the homes of the buildings that it names, their people and their
care, and whoever has a telephone or a number of the file. Read in batches, opened here."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TypeVar

from sqlalchemy import ColumnElement, select

from domain.roster_cells import Unread, door_key, mark_of, name_of, phone_of
from models.base import Sealed
from models.people import Care, Person
from models.places import Household
from services.act import Ctx
from services.roster.ground import Ground, Key

BATCH = 500
T = TypeVar("T")


@dataclass(slots=True)
class KnownHome:
    """`id` None: it is new. `grid` None: it lies in none."""

    id: int | None
    door: str
    grid: Key | None = None
    since: date | None = None
    until: date | None = None


@dataclass(slots=True)
class KnownPerson:
    """`home` None: somebody without a household here. `elsewhere`: they live where the actor's hand does not reach."""

    id: int
    name: str
    phone: str | None
    number: str | None
    home: Key | None
    moved_out_on: date | None
    elsewhere: bool = False

    @property
    def marks(self) -> set[str]:
        """The numbers by which they may be called."""
        return {mark_of(self.id), *([self.number] if self.number else [])}

    def lives(self, today: date) -> bool:
        return self.moved_out_on is None or self.moved_out_on > today


@dataclass(slots=True)
class KnownCare:
    id: int
    person_id: int
    category: str
    since: date
    until: date | None
    note: str | None


@dataclass
class Known:
    homes: dict[Key, KnownHome] = field(default_factory=dict)
    home_keys: dict[int, Key] = field(default_factory=dict)
    people: dict[int, KnownPerson] = field(default_factory=dict)
    care: dict[int, list[KnownCare]] = field(default_factory=dict)


def batches(all_of_them: Collection[T]) -> Iterator[Sequence[T]]:
    """No database takes any number of values in one statement."""
    stream = iter(all_of_them)
    while batch := list(islice(stream, BATCH)):
        yield batch


async def known_of(
    ctx: Ctx, ground: Ground, buildings: Collection[int], phones: Collection[str], numbers: Collection[str]
) -> Known:
    known = Known()
    for ids in batches(sorted(buildings)):
        await _homes(ctx, ground, known, ids)
    for homes in batches(sorted(known.home_keys)):
        await _people(ctx, ground, known, Person.household_id.in_(homes))
    for some in batches(sorted(phones)):
        await _people(ctx, ground, known, Person.phone_index.in_([ctx.vault.index(phone) for phone in some]))
    for some in batches(sorted(numbers)):
        await _people(ctx, ground, known, Person.number_index.in_([ctx.vault.index(number) for number in some]))
    for ids in batches(sorted(known.people)):
        await _care(ctx, known, ids)
    return known


async def _homes(ctx: Ctx, ground: Ground, known: Known, buildings: Sequence[int]) -> None:
    query = select(Household).where(Household.building_id.in_(buildings)).order_by(Household.id)
    for row in await ctx.session.scalars(query):
        door = ctx.vault.open(row.door, f"household:{row.id}:door")
        key = (*ground.building_keys[row.building_id], door_key(door))
        known.home_keys[row.id] = key
        home = KnownHome(row.id, door, ground.grid_keys.get(row.grid_id), row.since, row.until)
        before = known.homes.get(key)
        if before is None or (before.until is not None and row.until is None):
            known.homes[key] = home


async def _people(ctx: Ctx, ground: Ground, known: Known, which: ColumnElement[bool]) -> None:
    query = (
        select(Person, Household.building_id, Household.door)
        .outerjoin(Household, Household.id == Person.household_id)
        .where(which, Person.name.is_not(None))
        .order_by(Person.id)
    )
    for person, building_id, door in await ctx.session.execute(query):
        if person.id in known.people or person.name is None:
            continue
        building = ground.building_keys.get(building_id) if building_id else None
        phone = _opened(ctx, person.phone, f"person:{person.id}:phone")
        known.people[person.id] = KnownPerson(
            id=person.id,
            name=_spelled(name_of, ctx.vault.open(person.name, f"person:{person.id}:name")),
            phone=_spelled(phone_of, phone) if phone else None,
            number=_opened(ctx, person.number, f"person:{person.id}:number"),
            home=(*building, door_key(ctx.vault.open(door, f"household:{person.household_id}:door")))
            if building
            else None,
            moved_out_on=person.moved_out_on,
            elsewhere=building_id is not None and building is None,
        )


async def _care(ctx: Ctx, known: Known, people: Sequence[int]) -> None:
    query = select(Care).where(Care.person_id.in_(people)).order_by(Care.id)
    for row in await ctx.session.scalars(query):
        note = _opened(ctx, row.note, f"care:{row.person_id}:{row.category}:note")
        one = KnownCare(row.id, row.person_id, row.category, row.starts_on, row.ends_on, note)
        known.care.setdefault(row.person_id, []).append(one)


def _spelled(read: Callable[[str], str], text: str) -> str:
    """As a file would say it, so that the two can be compared."""
    try:
        return read(text)
    except Unread:
        return text


def _opened(ctx: Ctx, sealed: Sealed | None, bound_to: str) -> str | None:
    return None if sealed is None else ctx.vault.open(sealed, bound_to)


def alive(until: date | None, today: date) -> bool:
    """Whether something with that last day is still so."""
    return until is None or until >= today
