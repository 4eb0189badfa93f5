"""Grid boundaries from GeoJSON (RFC 7946, WGS84): which feature is which grid, and whether its polygon can be one.

A feature of a community or of the street is taken as the outline in which the grids have to lie; it is not kept, since
a community is the sum of its grids.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from shapely import Polygon, STRtree, is_valid_reason
from shapely.errors import ShapelyError
from shapely.geometry import shape
from sqlalchemy import bindparam, select, update

from domain.geo import CHINA, Point
from domain.roles import UnitKind
from domain.roster_cells import community_key, grid_key
from domain.roster_errors import RosterBlocked
from domain.roster_tables import Column
from models.places import Building, Unit
from services.act import Ctx
from services.marks import STREET_MAP, mark

NAME = "name"
"""What a feature calls itself, besides the words of a roster's columns."""
DECIMALS = 7
"""About a centimetre."""
MOST_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True)
class FeatureFinding:
    """`feature` says which one: its number from 1 and its name. While one `blocks`, nothing is put in."""

    feature: str
    reason: str
    value: str = ""
    blocks: bool = True


@dataclass
class BoundaryPlan:
    """`rings` by grid: those that would be new or changed; `same` are as they were."""

    rings: dict[int, list[list[float]]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    findings: list[FeatureFinding] = field(default_factory=list)
    same: int = 0

    @property
    def blocked(self) -> bool:
        return any(finding.blocks for finding in self.findings)


@dataclass(frozen=True)
class _Grid:
    id: int
    name: str
    community_id: int
    boundary: list[list[float]] | None


async def look_at(ctx: Ctx, content: bytes) -> BoundaryPlan:
    """The dry run: for the operator only."""
    plan = BoundaryPlan()
    outlines: dict[int, Polygon] = {}
    polygons: dict[int, Polygon] = {}
    grids, units = await _units(ctx)
    headings = ctx.settings.roster.headings
    names, of_community = (NAME, *headings[Column.GRID]), headings[Column.COMMUNITY]
    for n, feature in enumerate(_features(plan, content), start=1):
        name, community = _property(feature, names), _property(feature, of_community)
        label = f"{n} {name}".strip()
        unit = _unit_of(plan, label, name, community, grids, units)
        polygon = _polygon_of(plan, label, feature) if unit is not None else None
        if unit is None or polygon is None:
            continue
        target = polygons if unit in grids else outlines
        if unit in target:
            plan.findings.append(FeatureFinding(label, "twice"))
        target[unit] = polygon
        plan.names.setdefault(unit, label)
    _compare(plan, grids, polygons)
    _check_inside(plan, grids, polygons, outlines)
    _check_overlaps(plan, ctx.settings.roster.overlap_percent, grids, polygons)
    await _check_buildings(ctx, plan, polygons)
    return plan


async def put_in(ctx: Ctx, content: bytes) -> BoundaryPlan:
    """All of them or none; running houses read the map anew. Raises RosterBlocked."""
    plan = await look_at(ctx, content)
    if plan.blocked:
        raise RosterBlocked
    if plan.rings:
        core = Unit.__table__
        statement = update(core).where(core.c.id == bindparam("row_id")).values(boundary=bindparam("ring"))  # type: ignore[arg-type]
        rows = [{"row_id": id_, "ring": ring} for id_, ring in plan.rings.items()]
        await ctx.session.execute(statement, rows)
        await _place_buildings(ctx, plan)
        await mark(ctx, STREET_MAP)
    return plan


async def _units(ctx: Ctx) -> tuple[dict[int, _Grid], dict[int, tuple[str, str]]]:
    """The grids, and communities and streets by kind and name."""
    kinds = (UnitKind.STREET, UnitKind.COMMUNITY, UnitKind.GRID)
    query = select(Unit.id, Unit.kind, Unit.name, Unit.parent_id, Unit.boundary).where(Unit.kind.in_(kinds))
    grids, units = {}, {}
    for id_, kind, name, parent, boundary in await ctx.session.execute(query.order_by(Unit.id)):
        if kind == UnitKind.GRID and parent is not None:
            grids[id_] = _Grid(id_, name, parent, boundary)
        else:
            units[id_] = kind, name
    return grids, units


def _features(plan: BoundaryPlan, content: bytes) -> list[dict[str, Any]]:
    try:
        told = json.loads(content[: MOST_BYTES + 1]) if len(content) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        told = None
    features = told.get("features") if isinstance(told, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        plan.findings.append(FeatureFinding("", "no_geojson"))
        return []
    return features


def _property(feature: dict[str, Any], names: Sequence[str]) -> str:
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        return ""
    return str(next((properties[name] for name in names if properties.get(name)), "")).strip()


def _unit_of(
    plan: BoundaryPlan,
    label: str,
    name: str,
    community: str,
    grids: dict[int, _Grid],
    units: dict[int, tuple[str, str]],
) -> int | None:
    if not name:
        plan.findings.append(FeatureFinding(label, "no_name", NAME))
        return None
    named = [id_ for id_, (_, known) in units.items() if known == name]
    if len(named) == 1:
        return named[0]
    found = []
    for grid in grids.values():
        key = community_key(units[grid.community_id][1])
        if community and community_key(community) != key:
            continue
        if grid.name == name or (grid_key(grid.name, key) == grid_key(name, key) and (community or key in name)):
            found.append(grid.id)
    if len(found) != 1:
        plan.findings.append(FeatureFinding(label, "which_grid" if found else "unknown_grid", name))
        return None
    return found[0]


def _polygon_of(plan: BoundaryPlan, label: str, feature: dict[str, Any]) -> Polygon | None:
    """One ring that does not cross itself, on this side of the world."""
    try:
        made: Any = shape(feature.get("geometry") or {})
    except (ShapelyError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        plan.findings.append(FeatureFinding(label, "no_polygon"))
        return None
    if made.geom_type == "MultiPolygon" and len(made.geoms) == 1:
        made = made.geoms[0]
    reason = None
    if not isinstance(made, Polygon) or made.is_empty:
        reason = "no_polygon"
    elif not all(_in_china(*corner[:2]) for corner in made.exterior.coords):
        reason = "not_here"
    elif not made.is_valid:
        plan.findings.append(FeatureFinding(label, "crosses", is_valid_reason(made)))
        return None
    elif made.interiors:
        reason = "hole"
    if reason is not None:
        plan.findings.append(FeatureFinding(label, reason))
        return None
    return Polygon([(round(lon, DECIMALS), round(lat, DECIMALS)) for lon, lat, *_ in made.exterior.coords])


def _in_china(lon: float, lat: float) -> bool:
    """Also catches latitude and longitude the other way round."""
    try:
        return Point(lat, lon) in CHINA
    except ValueError:
        return False


def _compare(plan: BoundaryPlan, grids: dict[int, _Grid], polygons: dict[int, Polygon]) -> None:
    for id_, polygon in polygons.items():
        before = grids[id_].boundary
        if before and Polygon(before).equals(polygon):
            plan.same += 1
        else:
            plan.rings[id_] = [[lon, lat] for lon, lat in polygon.exterior.coords]


def _check_inside(
    plan: BoundaryPlan, grids: dict[int, _Grid], polygons: dict[int, Polygon], outlines: dict[int, Polygon]
) -> None:
    """Within the outline of its community, and of the street, where the file has them."""
    for id_, polygon in polygons.items():
        for unit, outline in outlines.items():
            mine = unit == grids[id_].community_id or unit not in {grid.community_id for grid in grids.values()}
            if mine and polygon.difference(outline).area > polygon.area * SLACK:
                plan.findings.append(FeatureFinding(plan.names[id_], "outside", plan.names[unit]))


SLACK = 0.01
"""Share of its area by which a polygon may stick out: two drawings of one line are never the same."""


def _check_overlaps(plan: BoundaryPlan, percent: float, grids: dict[int, _Grid], new: dict[int, Polygon]) -> None:
    """Two grids never share ground, but for the width of a drawn line."""
    kept = {grid.id: Polygon(grid.boundary) for grid in grids.values() if grid.boundary and grid.id not in new}
    everything = [*new.items(), *kept.items()]
    tree = STRtree([polygon for _, polygon in everything])
    for at, (id_, polygon) in enumerate(new.items()):
        for other in sorted(int(n) for n in tree.query(polygon, predicate="intersects")):
            other_id, another = everything[other]
            if other_id == id_ or (other_id in new and other < at):
                continue
            shared = polygon.intersection(another).area / min(polygon.area, another.area) * 100
            if shared > percent:
                name = plan.names.get(other_id) or grids[other_id].name
                plan.findings.append(FeatureFinding(plan.names[id_], "overlaps", name))


async def _check_buildings(ctx: Ctx, plan: BoundaryPlan, polygons: dict[int, Polygon]) -> None:
    """A building that lies outside of its grid: one of the two is wrong."""
    query = select(Building.name, Building.grid_id, Building.lat, Building.lon).where(
        Building.grid_id.in_(polygons), Building.lat != 0, Building.lon != 0
    )
    outside: dict[int, list[str]] = {}
    for name, grid, lat, lon in await ctx.session.execute(query.order_by(Building.id)):
        if not polygons[grid].intersects(shape({"type": "Point", "coordinates": (lon, lat)})):
            outside.setdefault(grid, []).append(name)
    for grid, names in outside.items():
        plan.findings.append(FeatureFinding(plan.names[grid], "buildings", ", ".join(names[:8]), blocks=False))


async def _place_buildings(ctx: Ctx, plan: BoundaryPlan) -> None:
    """Buildings of which nobody has said where lie in the middle of their grid until somebody does."""
    core = Building.__table__
    middles = []
    for grid, ring in plan.rings.items():
        middle = Polygon(ring).representative_point()
        middles.append({"grid": grid, "new_lat": middle.y, "new_lon": middle.x})
    lost = (core.c.grid_id == bindparam("grid"), core.c.lat == 0, core.c.lon == 0)
    statement = update(core).where(*lost).values(lat=bindparam("new_lat"), lon=bindparam("new_lon"))  # type: ignore[arg-type]
    await ctx.session.execute(statement, middles)
