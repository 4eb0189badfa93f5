"""The part of carrying out a plan that makes and changes places and households."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from sqlalchemy import func, insert, select

from domain.roles import UnitKind
from domain.roster_cells import door_key
from domain.roster_tables import Table
from models.base import Base
from models.places import Building, Compound, Household, Unit
from services.ids import take_ids
from services.roster.applying import NOWHERE, Applying, Values
from services.roster.planning import Change, What


async def put_units(work: Applying) -> None:
    """Few, so one by one: a unit's path holds its own id."""
    session = work.ctx.session
    for table, kind in ((Table.COMMUNITY, UnitKind.COMMUNITY), (Table.GRID, UnitKind.GRID)):
        for one in work.plan.of(table, What.NEW):
            parent = work.plan.scope.street_id if table is Table.COMMUNITY else work.id_of(Table.COMMUNITY, one.key[:1])
            path = await session.scalar(select(Unit.path).where(Unit.id == parent))
            (id_,) = await take_ids(session, Unit, 1)
            row = {"id": id_, "kind": kind, "name": one.values["name"], "path": f"{path}{id_}/", "parent_id": parent}
            await session.execute(insert(Unit).values(row))
            work.ids[table, one.key] = id_


async def put_compounds(work: Applying) -> None:
    new = work.plan.of(Table.COMPOUND, What.NEW)
    middle = await _middles(work)
    rows = []
    for one, id_ in zip(new, await take_ids(work.ctx.session, Compound, len(new)), strict=True):
        work.ids[Table.COMPOUND, one.key] = id_
        community = work.id_of(Table.COMMUNITY, one.key[:1])
        lat, lon = _place(one.values) or middle.get(community, NOWHERE)
        rows.append({"id": id_, "community_id": community, "name": one.values["name"], "lat": lat, "lon": lon})
    await work.put(Compound, rows)
    await work.change(Compound, [(one.id or 0, one.values) for one in work.plan.of(Table.COMPOUND, What.CHANGED)])


def _place(values: Values) -> tuple[float, float] | None:
    return None if values.get("lat") is None else (values["lat"], values["lon"])


async def _middles(work: Applying) -> dict[int, tuple[float, float]]:
    """The middle of each unit as far as there is a boundary, and of each community from those of its grids."""
    grids = select(Unit.id, Unit.parent_id, Unit.boundary).where(
        Unit.kind == UnitKind.GRID, Unit.parent_id.in_(work.plan.scope.communities), Unit.boundary.is_not(None)
    )
    found: dict[int, tuple[float, float]] = {}
    of_community: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for id_, parent, ring in await work.ctx.session.execute(grids):
        if ring and parent is not None:
            corners = ring[:-1]
            found[id_] = (sum(lat for _, lat in corners) / len(corners), sum(lon for lon, _ in corners) / len(corners))
            of_community[parent].append(found[id_])
    for community, middles in of_community.items():
        found[community] = (sum(m[0] for m in middles) / len(middles), sum(m[1] for m in middles) / len(middles))
    return found


async def put_buildings(work: Applying) -> None:
    new = work.plan.of(Table.BUILDING, What.NEW)
    middle = await _middles(work) if new else {}
    last = await _last_order(work, Building, Building.compound_id, {work.ids[Table.COMPOUND, b.key[:2]] for b in new})
    rows = []
    for one, id_ in zip(new, await take_ids(work.ctx.session, Building, len(new)), strict=True):
        work.ids[Table.BUILDING, one.key] = id_
        compound, grid = work.id_of(Table.COMPOUND, one.key[:2]), work.grid_id(one.values["grid"], one.key)
        last[compound] = one.values["order"] if one.values["order"] is not None else last[compound] + 1
        spot = work.plan.ground.compounds[one.key[:2]]
        near = (spot.lat, spot.lon) if spot.lat is not None and spot.lon is not None else NOWHERE
        lat, lon = _place(one.values) or middle.get(grid) or near
        row = {"compound_id": compound, "grid_id": grid, "name": one.values["name"], "walk_order": last[compound]}
        rows.append({"id": id_, **row, "lat": lat, "lon": lon})
    await work.put(Building, rows)

    def changed(one: Change) -> Values:
        values = {to: one.values[name] for name, to in (("lat", "lat"), ("lon", "lon")) if name in one.values}
        if "grid" in one.values:
            values["grid_id"] = work.grid_id(one.values["grid"], one.key)
        return values | ({"walk_order": one.values["order"]} if "order" in one.values else {})

    await work.change(Building, [(one.id or 0, changed(one)) for one in work.plan.of(Table.BUILDING, What.CHANGED)])


async def _last_order(work: Applying, table: type[Base], within: Any, ids: set[int]) -> defaultdict[int, int]:
    order = table.__table__.c.walk_order
    query = select(within, func.max(order)).where(within.in_(ids)).group_by(within)
    return defaultdict(int, dict((await work.ctx.session.execute(query)).all()))


async def put_households(work: Applying) -> None:
    """New doors of a building are walked in the order of their numbers."""
    ctx, plan = work.ctx, work.plan
    new = sorted(plan.of(Table.HOUSEHOLD, What.NEW), key=lambda one: (one.key[:3], _door_order(one.values["door"])))
    last = await _last_order(
        work, Household, Household.building_id, {work.ids[Table.BUILDING, one.key[:3]] for one in new}
    )
    rows = []
    for one, id_ in zip(new, await take_ids(ctx.session, Household, len(new)), strict=True):
        work.ids[Table.HOUSEHOLD, one.key] = id_
        building = work.id_of(Table.BUILDING, one.key[:3])
        last[building] += 1
        row: Values = {"id": id_, "building_id": building, "grid_id": work.grid_id(one.values["grid"], one.key)}
        row |= {"door": ctx.vault.seal(one.values["door"], f"household:{id_}:door"), "walk_order": last[building]}
        rows.append(row | {"since": one.values["since"] or ctx.today, "until": one.values["until"]})
    await work.put(Household, rows)

    def changed(one: Change) -> Values:
        values = {name: one.values[name] for name in ("since", "until") if name in one.values}
        return values | ({"grid_id": work.grid_id(one.values["grid"], one.key)} if "grid" in one.values else {})

    await work.change(Household, [(one.id or 0, changed(one)) for one in plan.of(Table.HOUSEHOLD, What.CHANGED)])
    await work.end(Table.HOUSEHOLD, Household, {"until": ctx.today - timedelta(days=1)})


def _door_order(door: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part) if part.isdecimal() else 0, part) for part in door_key(door).split("-"))
