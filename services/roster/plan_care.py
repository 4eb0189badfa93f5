"""The part of a plan about care: who falls under which category, since when. Needs to know: only whoever may see it."""

from dataclasses import dataclass
from datetime import date

from domain.roster_reading import Record
from domain.roster_tables import Column, Table
from services.roster.ground import Key
from services.roster.known import Known, KnownCare, alive
from services.roster.plan_homes import Homes, label_of
from services.roster.plan_people import Who, key_of
from services.roster.planning import Planning


@dataclass(frozen=True)
class _Said:
    """A category of a person, as a row says it."""

    record: Record
    person: Key
    category: str


def plan_care(p: Planning, known: Known, located: Homes, who: Who) -> None:
    said: dict[tuple[Key, str], _Said] = {}
    spoken_of = set()
    for record in p.contents.of(Table.CARE):
        person = _person_of(p, record, located, who)
        if person is None:
            continue
        spoken_of.add(_building(who, person))
        for category in record.categories or ():
            one = said.setdefault((person, category), _Said(record, person, category))
            if one.record is not record:
                p.find(record, "twice", str(one.record.row), Column.CATEGORY)
    for record in p.contents.of(Table.PERSON):
        person = who.keys.get(id(record))
        if person is None or record.categories is None:
            continue
        spoken_of.add(_building(who, person))
        for category in record.categories:
            said.setdefault((person, category), _Said(record, person, category))
    for one in said.values():
        _care(p, known, who, one)
    if p.scope.sees_care:
        _gone(p, known, who, said.keys(), spoken_of)


def _building(who: Who, person: Key) -> Key | None:
    home = who.homes.get(person)
    return home[:-1] if home else None


def _person_of(p: Planning, record: Record, located: Homes, who: Who) -> Key | None:
    """By number, by name and door, by name and telephone: the first that the row has decides."""
    name, home = record.name or "", located.get(id(record))
    if record.door and home is None:
        return None  # its place was found wrong already
    if record.number and (found := who.by_number.get(record.number)):
        pass
    elif home is not None:
        found = who.by_door.get((home, name), set())
        if len(found) > 1 and record.phone:
            found = found & who.by_phone.get((record.phone, name), set())
    elif record.phone:
        found = who.by_phone.get((record.phone, name), set())
    else:
        p.find(record, "which_person", column=Column.NAME)
        return None
    if len(found) == 1:
        return next(iter(found))
    p.find(record, "same_name" if found else "unknown_person", name, Column.NAME)
    return None


def _care(p: Planning, known: Known, who: Who, said: _Said) -> None:
    record, person_id = said.record, who.ids.get(said.person)
    before = [one for one in known.care.get(person_id or 0, []) if one.category == said.category]
    found = _the_same(before, record, p.today)
    key, label = (*said.person, said.category), _label(p, known, who, said)
    if found is not None:
        p.changed(Table.CARE, key, found.id, _differences(found, record, p.today), label, record)
    elif record.until is not None and record.until < p.today and record.since is None:
        if record.table is Table.CARE:  # among people it is the day on which somebody moved away
            p.find(record, "missing", column=Column.SINCE)
    else:
        values = {"person": said.person, "category": said.category, "since": record.since, "until": record.until}
        p.new(Table.CARE, key, values | {"note": record.note}, label, record)


def _the_same(before: list[KnownCare], record: Record, today: date) -> KnownCare | None:
    """The period that began on that day, else the one that goes on, else the one that ended when the row says."""
    began = [one for one in before if record.since is not None and one.since == record.since]
    goes_on = [one for one in before if alive(one.until, today)]
    ended = [one for one in before if record.until is not None and one.until == record.until]
    return next(iter((*began, *goes_on, *ended)), None)


def _differences(found: KnownCare, record: Record, today: date) -> dict[str, object]:
    differs: dict[str, object] = {}
    if record.since is not None and record.since != found.since:
        differs["since"] = record.since
    if record.until is not None and record.until != found.until:
        differs["until"] = record.until
    elif found.until and record.until is None and (Column.UNTIL in record.emptied or not alive(found.until, today)):
        differs["until"] = None
    if record.note is not None and record.note != found.note:
        differs["note"] = record.note
    elif found.note is not None and Column.NOTE in record.emptied:
        differs["note"] = None
    return differs


def _label(p: Planning, known: Known, who: Who, said: _Said) -> str:
    home = who.homes.get(said.person)
    where = label_of(p, home, known.homes[home].door) if home else ""
    return f"{said.record.name}（{where}）"


def _gone(p: Planning, known: Known, who: Who, said: object, spoken_of: set[Key | None]) -> None:
    """Care of somebody in a building that the file's categories speak of, and not of this one. With a person who is
    gone it ends by itself."""
    for person_id, periods in known.care.items():
        person, key = known.people[person_id], key_of(person_id)
        home = who.homes.get(key)
        if home is None or home[:-1] not in spoken_of or person_id in who.gone or not person.lives(p.today):
            continue
        for one in periods:
            if alive(one.until, p.today) and (key, one.category) not in said:  # type: ignore[operator]
                label = f"{person.name}（{label_of(p, home, known.homes[home].door)}）"
                p.gone(Table.CARE, (*key, one.category), one.id, label)
