"""The part of a plan about households. A row about a person opens the door behind which they live."""

from domain.roster_cells import door_key
from domain.roster_reading import Record
from domain.roster_tables import Column, Table
from services.roster.ground import Key
from services.roster.known import Known, KnownHome, alive
from services.roster.plan_places import building_of
from services.roster.planning import Planning

Homes = dict[int, Key]
"""The home of each record, by the record's `id()`; rows whose place is not understood have none."""


def locate(p: Planning) -> dict[int, Key]:
    """Building by building, where the rows about households, people and care lie."""
    found = {}
    for record in p.contents.of(Table.HOUSEHOLD, Table.PERSON, Table.CARE):
        if record.compound and record.building and record.door:
            building = building_of(p, record)
            if building is not None:
                found[id(record)] = (*building, door_key(record.door))
    return found


def plan_homes(p: Planning, known: Known, located: Homes) -> None:
    seen: dict[Key, int] = {}
    for record in p.contents.of(Table.HOUSEHOLD):
        key = located.get(id(record))
        if key is None:
            continue
        if key in seen:
            p.find(record, "twice", str(seen[key]))
            continue
        seen[key] = record.row
        _household(p, known, key, record)
    for record in p.contents.of(Table.PERSON):
        key = located.get(id(record))
        if key is not None:
            seen.setdefault(key, record.row)
            _behind_a_door(p, known, key, record)
    spoken_of = {located[id(r)][:-1] for r in p.contents.of(Table.HOUSEHOLD) if id(r) in located}
    for key, home in known.homes.items():
        if key[:-1] in spoken_of and key not in seen and home.id is not None and alive(home.until, p.today):
            p.gone(Table.HOUSEHOLD, key, home.id, label_of(p, key, home.door))


def label_of(p: Planning, key: Key, door: str) -> str:
    return f"{p.ground.compounds[key[:2]].name} {p.ground.buildings[key[:3]].name} {door}"


def _household(p: Planning, known: Known, key: Key, record: Record) -> None:
    grid = p.grid_of(record, record.grids[0], key[:1]) if record.grids else None
    if record.grids and grid is None:
        return
    home = known.homes.get(key)
    if home is None:
        grid = grid or p.ground.buildings[key[:3]].grid
        home = _open(p, known, key, record)
        made = p.changes[-1].values
        made |= {"grid": grid, "since": record.since, "until": record.until}
        home.grid = grid
    else:
        p.changed(
            Table.HOUSEHOLD, key, home.id, _differences(p, home, record, grid), label_of(p, key, home.door), record
        )
    if home.grid is None:
        p.find(record, "no_grid", label_of(p, key, home.door), Column.GRID, blocks=False)


def _differences(p: Planning, home: KnownHome, record: Record, grid: Key | None) -> dict[str, object]:
    """What the row says otherwise. A household that had ended lives again when it is spoken of without an end."""
    differs: dict[str, object] = {}
    if grid is not None and grid != home.grid:
        differs["grid"] = home.grid = grid
    if record.since is not None and record.since != home.since:
        differs["since"] = record.since
    if record.until is not None and record.until != home.until:
        differs["until"] = record.until
    elif record.until is None and (not alive(home.until, p.today) or (home.until and Column.UNTIL in record.emptied)):
        differs["until"] = None
    return differs


def _behind_a_door(p: Planning, known: Known, key: Key, record: Record) -> None:
    home = known.homes.get(key)
    if home is None:
        home = _open(p, known, key, record)
        home.grid = p.changes[-1].values["grid"]
        if home.grid is None:
            p.find(record, "no_grid", label_of(p, key, home.door), blocks=False)
    elif not alive(home.until, p.today) and (record.until is None or record.until > p.today):
        p.changed(Table.HOUSEHOLD, key, home.id, {"until": None}, label_of(p, key, home.door), record)
        home.until = None


def _open(p: Planning, known: Known, key: Key, record: Record) -> KnownHome:
    """A door that nobody knew."""
    door = record.door or ""
    known.homes[key] = home = KnownHome(None, door)
    values = {"door": door, "grid": p.ground.buildings[key[:3]].grid, "since": None, "until": None}
    p.new(Table.HOUSEHOLD, key, values, label_of(p, key, door), record)
    return home
