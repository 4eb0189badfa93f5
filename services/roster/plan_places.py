"""The part of a plan about places: communities, grids, compounds, buildings. None of them ever goes by a file."""

from domain.roster_cells import building_key, community_key, compound_key, grid_key
from domain.roster_reading import Record
from domain.roster_tables import Column, Table
from services.roster.ground import Key, Spot
from services.roster.planning import Planning


def plan_places(p: Planning) -> None:
    seen: dict[tuple[Table, Key], int] = {}
    for table, plan in ((Table.COMMUNITY, _community), (Table.GRID, _grid), (Table.COMPOUND, _compound)):
        for record in p.contents.of(table):
            _once(p, record, plan(p, record), seen)
    for record in p.contents.of(Table.BUILDING):
        _once(p, record, _building(p, record), seen)


def _once(p: Planning, record: Record, key: Key | None, seen: dict[tuple[Table, Key], int]) -> None:
    if key is None:
        return
    first = seen.setdefault((record.table, key), record.row)
    if first != record.row:
        p.find(record, "twice", str(first))


def _community(p: Planning, record: Record) -> Key | None:
    key = (community_key(record.community or ""),)
    if key in p.ground.communities:
        return key
    if key in p.ground.others or p.scope.street_id is None:
        p.find(record, "not_yours", record.community or "", Column.COMMUNITY)
        return None
    p.new(Table.COMMUNITY, key, {"name": record.community}, record.community or "", record)
    p.ground.communities[key] = 0
    return key


def _grid(p: Planning, record: Record) -> Key | None:
    community = p.community_of(record)
    if community is None:
        return None
    for name in record.grids:
        key = (*community, grid_key(name, community[0]))
        if key not in p.ground.grids:
            p.ground.grids[key] = None
            p.new(Table.GRID, key, {"name": name}, name, record)
    return (*community, *(grid_key(name, community[0]) for name in record.grids))


def _compound(p: Planning, record: Record) -> Key | None:
    community = p.community_of(record)
    if community is None or record.compound is None:
        return None
    key = (*community, compound_key(record.compound))
    known = p.ground.compounds.get(key)
    if known is None:
        p.ground.compounds[key] = Spot(None, record.compound, record.lat, record.lon)
        place = {"lat": record.lat, "lon": record.lon}
        p.new(Table.COMPOUND, key, {"name": record.compound, **place}, record.compound, record)
        return key
    p.changed(Table.COMPOUND, key, known.id, _moved(known, record), known.name, record)
    return key


def _moved(known: Spot, record: Record) -> dict[str, float]:
    if record.lat is None or record.lon is None or (known.lat, known.lon) == (record.lat, record.lon):
        return {}
    return {"lat": record.lat, "lon": record.lon}


def _building(p: Planning, record: Record) -> Key | None:
    compound = compound_of(p, record)
    if compound is None or record.building is None:
        return None
    grid = p.grid_of(record, record.grids[0], compound[:1]) if record.grids else None
    if record.grids and grid is None:
        return None
    if len(record.grids) > 1:
        p.find(record, "one_grid", column=Column.GRID)
        return None
    key = (*compound, building_key(record.building))
    known = p.ground.buildings.get(key)
    label = f"{p.ground.compounds[compound].name} {record.building}"
    if known is None:
        spot = Spot(None, record.building, record.lat, record.lon, grid, record.order)
        p.ground.buildings[key] = spot
        values = {"name": spot.name, "lat": spot.lat, "lon": spot.lon, "grid": grid, "order": spot.order}
        p.new(Table.BUILDING, key, values, label, record)
    else:
        differs: dict[str, object] = {**_moved(known, record)}
        if grid is not None and grid != known.grid:
            differs["grid"] = known.grid = grid
        if record.order is not None and record.order != known.order:
            differs["order"] = record.order
        p.changed(Table.BUILDING, key, known.id, differs, label, record)
    if p.ground.buildings[key].grid is None:
        p.find(record, "no_grid", label, Column.GRID, blocks=False)
    return key


def compound_of(p: Planning, record: Record) -> Key | None:
    community = p.community_of(record)
    if community is None or record.compound is None:
        return None
    key = (*community, compound_key(record.compound))
    if key in p.ground.compounds:
        return key
    p.find(record, "unknown_compound", record.compound, Column.COMPOUND)
    return None


def building_of(p: Planning, record: Record) -> Key | None:
    """Where the row's door is. A building has to be known or stand in the same file: a slip would make a new one."""
    compound = compound_of(p, record)
    if compound is None or record.building is None:
        return None
    key = (*compound, building_key(record.building))
    if key in p.ground.buildings:
        return key
    p.find(record, "unknown_building", f"{record.compound} {record.building}", Column.BUILDING)
    return None
