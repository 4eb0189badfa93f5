"""The part of a plan about grid workers: who holds which grid. Their role comes with the file, as it comes with an
invitation; whoever has no chat yet is pointed out."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select

from domain.roles import Role
from domain.roster_reading import Record
from domain.roster_tables import Column, Table
from models.people import Chat, Person, PhoneClaim, RoleHeld
from services.act import Ctx
from services.roster.ground import Ground, Key
from services.roster.known import Known, batches
from services.roster.plan_people import Who, key_of
from services.roster.planning import Planning


@dataclass(slots=True)
class KnownWorker:
    """A role as it is held. `name` is empty for somebody who has not told it."""

    held_id: int
    person_id: int
    name: str
    phone: str | None
    grid: Key
    since: date
    until: date | None


@dataclass
class Workers:
    """Who works which grid now; whose telephone it is, as they have shown in a chat; and who has a chat."""

    held: list[KnownWorker] = field(default_factory=list)
    claims: dict[str, int] = field(default_factory=dict)
    chats: set[int] = field(default_factory=set)
    pointed_out: set[tuple[str | None, str | None]] = field(default_factory=set)


async def workers_of(ctx: Ctx, ground: Ground, known: Known, phones: Collection[str]) -> Workers:
    found = Workers()
    query = (
        select(RoleHeld, Person)
        .join(Person, Person.id == RoleHeld.person_id)
        .where(
            RoleHeld.role == Role.GRID_WORKER,
            RoleHeld.unit_id.in_(ground.grid_keys),
            or_(RoleHeld.ends_on.is_(None), RoleHeld.ends_on >= ctx.today),
        )
        .order_by(RoleHeld.id)
    )
    for held, person in await ctx.session.execute(query):
        name = ctx.vault.open(person.name, f"person:{person.id}:name") if person.name else ""
        phone = ctx.vault.open(person.phone, f"person:{person.id}:phone") if person.phone else None
        grid = ground.grid_keys[held.unit_id]
        found.held.append(KnownWorker(held.id, person.id, name, phone, grid, held.starts_on, held.ends_on))
    by_index = {ctx.vault.index(phone): phone for phone in sorted(phones)}
    for some in batches(by_index):
        shown = select(PhoneClaim.phone_index, PhoneClaim.person_id).where(
            PhoneClaim.phone_index.in_(some), PhoneClaim.proven_at.is_not(None)
        )
        for index, person_id in await ctx.session.execute(shown.order_by(PhoneClaim.id)):
            found.claims.setdefault(by_index[index], person_id)
    people = {*known.people, *(one.person_id for one in found.held), *found.claims.values()}
    for ids in batches(sorted(people)):
        chats = select(Chat.person_id).where(Chat.person_id.in_(ids), Chat.blocked_at.is_(None))
        found.chats.update(id_ for id_ in await ctx.session.scalars(chats) if id_ is not None)
    return found


def plan_workers(p: Planning, known: Known, workers: Workers, who: Who) -> None:
    stated: dict[tuple[Key, Key], int] = {}
    phones: dict[str, Record] = {}
    for record in p.contents.of(Table.WORKER):
        community = p.community_of(record)
        if community is None or not _own_phone(p, record, phones):
            continue
        grids = [p.grid_of(record, name, community) for name in record.grids]
        for grid in (grid for grid in grids if grid is not None):
            person = _person_of(p, known, workers, who, record, grid)
            first = stated.setdefault((person, grid), record.row)
            if first != record.row:
                p.find(record, "twice", str(first))
                continue
            _holding(p, workers, who, record, person, grid)
    spoken_of = {grid for _, grid in stated}
    for one in workers.held:
        if one.name and one.grid in spoken_of and (key_of(one.person_id), one.grid) not in stated:
            label = f"{one.name}（{p.ground.grid_name(one.grid)}）"
            p.gone(Table.WORKER, (*key_of(one.person_id), *one.grid), one.held_id, label)


def _own_phone(p: Planning, record: Record, phones: dict[str, Record]) -> bool:
    """Two workers with one telephone would each get the other's reminders."""
    first = phones.setdefault(record.phone, record) if record.phone else record
    if first.name != record.name:
        p.find(record, "worker_phone", str(first.row), Column.PHONE)
        return False
    return True


def _person_of(p: Planning, known: Known, workers: Workers, who: Who, record: Record, grid: Key) -> Key:
    """Whoever holds the grid under that name; whoever has shown in a chat that the telephone is theirs; somebody known
    by name and telephone; somebody new."""
    name, phone = record.name or "", record.phone
    mine = [one for one in workers.held if one.name == name and (one.grid == grid or one.phone == phone is not None)]
    if mine:
        return key_of(mine[0].person_id)
    if phone and phone in workers.claims:
        return key_of(workers.claims[phone])
    found = who.by_phone.get((phone or "", name), set())
    if len(found) == 1:
        return next(iter(found))
    return ("worker", name, phone or f"{record.sheet}:{record.row}")


def _holding(p: Planning, workers: Workers, who: Who, record: Record, person: Key, grid: Key) -> None:
    held = next((one for one in workers.held if (key_of(one.person_id), one.grid) == (person, grid)), None)
    label = f"{record.name}（{p.ground.grid_name(grid)}）"
    person_id = int(person[1]) if person[0] == "id" else None
    if held is None:
        values = {"person": person, "grid": grid, "since": record.since, "until": record.until}
        p.new(Table.WORKER, (*person, *grid), values | {"name": record.name, "phone": record.phone}, label, record)
    else:
        differs: dict[str, object] = {}
        if record.since is not None and record.since != held.since:
            differs["since"] = record.since
        if record.until is not None and record.until != held.until:
            differs["until"] = record.until
        elif held.until is not None and Column.UNTIL in record.emptied:
            differs["until"] = None
        if record.phone is not None and record.phone != held.phone:
            differs["phone"] = record.phone
            held.phone = record.phone
        p.changed(
            Table.WORKER, (*person, *grid), held.held_id, differs | {"person": person} if differs else {}, label, record
        )
    if person_id not in workers.chats and (record.name, record.phone) not in workers.pointed_out:
        workers.pointed_out.add((record.name, record.phone))
        p.find(record, "no_chat", record.name or "", Column.NAME, blocks=False)
