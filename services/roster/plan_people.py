"""The part of a plan about people: who of the file is whom of those known (docs/adr, who is who on a roster)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.roster_cells import MARK
from domain.roster_reading import Record
from domain.roster_tables import Column, Table
from services.roster.ground import Key
from services.roster.known import Known, KnownPerson, alive
from services.roster.plan_homes import Homes, label_of
from services.roster.planning import Planning


@dataclass
class Who:
    """Who each row is: a key of the plan, and an id where they are known. Found again by number, name and door, name
    and telephone."""

    keys: dict[int, Key] = field(default_factory=dict)
    by_number: dict[str, set[Key]] = field(default_factory=lambda: defaultdict(set))
    by_door: dict[tuple[Key, str], set[Key]] = field(default_factory=lambda: defaultdict(set))
    by_phone: dict[tuple[str, str], set[Key]] = field(default_factory=lambda: defaultdict(set))
    ids: dict[Key, int] = field(default_factory=dict)
    homes: dict[Key, Key | None] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)

    def remember(self, key: Key, name: str, phone: str | None, numbers: Iterable[str], home: Key | None) -> None:
        self.homes[key] = home
        for number in numbers:
            self.by_number[number].add(key)
        if home:
            self.by_door[home, name].add(key)
        if phone:
            self.by_phone[phone, name].add(key)


def key_of(person_id: int) -> Key:
    return ("id", str(person_id))


def plan_people(p: Planning, known: Known, located: Homes) -> Who:
    """1. Each row finds its person, or is a new one. 2. Whoever is left in the buildings spoken of is gone."""
    who, matching = Who(), _Matching(p, known, located)
    spoken_of = set()
    for record in p.contents.of(Table.PERSON):
        home = located.get(id(record))
        if home is None or record.name is None or not matching.is_the_first(record, home):
            continue
        spoken_of.add(home[:-1])
        _person(p, who, matching, record, home)
    for person in known.people.values():
        if person.id in who.taken or person.elsewhere:
            continue
        here = known.homes.get(person.home) if person.home else None
        if (
            here
            and person.home
            and person.home[:-1] in spoken_of
            and person.lives(p.today)
            and alive(here.until, p.today)
        ):
            who.gone.add(person.id)
            p.gone(Table.PERSON, key_of(person.id), person.id, _label(p, known, person.name, person.home))
        who.ids[key_of(person.id)] = person.id
        who.remember(key_of(person.id), person.name, person.phone, person.marks, person.home)
    return who


def _person(p: Planning, who: Who, matching: "_Matching", record: Record, home: Key) -> None:
    person, name = matching.person_of(record, home, who.taken), record.name or ""
    if isinstance(person, str):
        p.find(record, person, column=Column.NAME)
        return
    label = _label(p, matching.known, name, home)
    if person is None:
        key: Key = ("row", record.sheet, str(record.row))
        values = {"name": name, "phone": record.phone, "number": _own_number(record), "home": home}
        p.new(Table.PERSON, key, values | {"moved_out_on": record.until}, label, record)
    else:
        key = key_of(person.id)
        who.taken.add(person.id)
        who.ids[key] = person.id
        p.changed(Table.PERSON, key, person.id, _differences(p, person, record, home), label, record)
    who.keys[id(record)] = key
    phone = record.phone or (person.phone if person else None)
    numbers = {*(person.marks if person else ()), *([record.number] if record.number else ())}
    who.remember(key, name, phone, numbers, home)


def _differences(p: Planning, person: KnownPerson, record: Record, home: Key) -> dict[str, object]:
    """What the row says otherwise; a cell that says nothing changes nothing."""
    differs: dict[str, object] = {}
    if record.name != person.name:
        differs["name"] = record.name
    for column, new, old in (
        (Column.PHONE, record.phone, person.phone),
        (Column.NUMBER, _own_number(record), person.number),
    ):
        if new is not None and new != old:
            differs[column] = new
        elif old is not None and column in record.emptied:
            differs[column] = None
    if home != person.home:
        differs["home"] = home
    if record.until is not None and record.until != person.moved_out_on:
        differs["moved_out_on"] = record.until
    elif record.until is None and (
        not person.lives(p.today) or (person.moved_out_on and Column.UNTIL in record.emptied)
    ):
        differs["moved_out_on"] = None
    return differs


def _own_number(record: Record) -> str | None:
    """The office's; a mark that we gave out is none."""
    return None if record.number is None or record.number.startswith(MARK) else record.number


def _label(p: Planning, known: Known, name: str, home: Key) -> str:
    return f"{name}（{label_of(p, home, known.homes[home].door)}）"


class _Matching:
    """Number first; then name and door; then name and telephone: somebody has moved; then door and telephone: the name
    was put right."""

    def __init__(self, p: Planning, known: Known, located: Homes) -> None:
        self.known = known
        self._p = p
        self._by_number = {mark: one for one in known.people.values() if not one.elsewhere for mark in one.marks}
        self._by_door: dict[tuple[Key, str], list[KnownPerson]] = defaultdict(list)
        self._by_phone: dict[str, list[KnownPerson]] = defaultdict(list)
        for one in known.people.values():
            if one.home:
                self._by_door[one.home, one.name].append(one)
            if one.phone:
                self._by_phone[one.phone].append(one)
        people = [record for record in p.contents.of(Table.PERSON) if id(record) in located]
        self._named = Counter((located[id(record)], record.name) for record in people)
        self._rows: dict[tuple[object, ...], list[Record]] = defaultdict(list)
        self._homes: dict[tuple[str, ...], tuple[Key, Record]] = {}

    def is_the_first(self, record: Record, home: Key) -> bool:
        """A person stands in a file once. The same telephone behind two doors may be right, and is pointed out."""
        same = (home, record.name, record.number, record.phone)
        rows = self._rows[same]
        rows.append(record)
        if len(rows) > max(1, self._living(home, record.name or "")):
            self._p.find(record, "twice", str(rows[0].row))
            return False
        marks = [("number", record.number)] if record.number else []
        marks += [("phone", record.phone, record.name or "")] if record.phone else []  # type: ignore[list-item]
        for mark in marks:
            there, other = self._homes.setdefault(mark, (home, record))
            if there != home or (mark[0] == "number" and other is not record):
                self._p.find(record, "two_households", str(other.row), Column.NAME)
                return False
        if record.phone:
            there, other = self._homes.setdefault(("shared", record.phone), (home, record))
            if there != home:
                self._p.find(record, "shared_phone", str(other.row), Column.PHONE, blocks=False)
        return True

    def _living(self, home: Key, name: str) -> int:
        """How many of that name live there: if the file names as many, they need not be told apart."""
        return sum(one.lives(self._p.today) for one in self._by_door[home, name])

    def person_of(self, record: Record, home: Key, taken: set[int]) -> KnownPerson | str | None:
        """None: nobody knows them yet. Text: why it cannot be told."""
        if record.number and (found := self._by_number.get(record.number)) and found.id not in taken:
            return found
        named = [one for one in self._by_door[home, record.name or ""] if self._may_be(one, record, taken)]
        if len(named) > 1:
            named = [one for one in named if one.lives(self._p.today)] or named[-1:]
        if len(named) > 1:
            named = [one for one in named if one.phone == record.phone] or named
        if len(named) > 1 and self._named[home, record.name] < self._living(home, record.name or ""):
            return "same_name"
        if named:
            return named[0]
        return self._by_their_phone(record, home, taken)

    def _by_their_phone(self, record: Record, home: Key, taken: set[int]) -> KnownPerson | str | None:
        if record.phone is None:
            return None
        free = [one for one in self._by_phone[record.phone] if self._may_be(one, record, taken)]
        moved = [one for one in free if one.name == record.name]
        if any(one.elsewhere and one.lives(self._p.today) for one in moved):
            return "elsewhere"
        moved = [one for one in moved if not one.elsewhere]
        if moved:
            return next((one for one in moved if one.lives(self._p.today)), moved[0])
        renamed = [one for one in free if one.home == home and not self._named[home, one.name]]
        return renamed[0] if len(renamed) == 1 else None

    @staticmethod
    def _may_be(one: KnownPerson, record: Record, taken: set[int]) -> bool:
        """Not somebody whom the row's number says they are not."""
        told_apart = record.number and (one.number or record.number.startswith(MARK))
        return one.id not in taken and not (told_apart and record.number not in one.marks)
