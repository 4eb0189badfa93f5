"""The ground of the demo neighbourhood: the tree of units, compounds, buildings. Rows are plain tuples, named as the
columns of their tables; parents come before their children."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

from domain.roles import UnitKind
from models.places import Building, Compound, Unit
from services.seed.names import COMMUNITIES, COMPOUNDS, STREET
from services.seed.rows import Writer
from services.seed.tiling import Cell, degrees, tile

COMPOUNDS_OF_COMMUNITY = (6, 5, 5, 6, 5, 5, 6, 5, 5, 6)
STREET_ID = 1
# Places of up to four buildings in a grid, in shares of its width and height, in the order of a walk round.
BUILDING_PLACES = ((0.28, 0.3), (0.72, 0.3), (0.72, 0.7), (0.28, 0.7))


class UnitRow(NamedTuple):
    id: int
    kind: UnitKind
    name: str
    path: str
    parent_id: int | None = None
    boundary: list[list[float]] | None = None


class CompoundRow(NamedTuple):
    id: int
    community_id: int
    name: str
    lat: float
    lon: float


class BuildingRow(NamedTuple):
    id: int
    compound_id: int
    grid_id: int
    name: str
    walk_order: int
    lat: float
    lon: float


@dataclass
class Ground:
    """Everything that lies still. `units` grow by stations, partners and merchants later on."""

    units: dict[int, UnitRow] = field(default_factory=dict)
    compounds: list[CompoundRow] = field(default_factory=list)
    buildings: list[BuildingRow] = field(default_factory=list)

    def add_unit(
        self, kind: UnitKind, name: str, parent: UnitRow | None, boundary: list[list[float]] | None = None
    ) -> UnitRow:
        id_ = len(self.units) + STREET_ID
        path = f"{parent.path if parent else ''}{id_}/"
        unit = UnitRow(id_, kind, name, path, parent.id if parent else None, boundary)
        self.units[id_] = unit
        return unit

    def of_kind(self, kind: UnitKind, parent_id: int | None = None) -> list[UnitRow]:
        """In the order of their ids; only those right under `parent_id` if given."""
        return [u for u in self.units.values() if u.kind is kind and parent_id in (None, u.parent_id)]

    @property
    def street(self) -> UnitRow:
        return self.units[STREET_ID]

    def community_of(self, unit_id: int) -> UnitRow:
        """The community that a grid lies in."""
        return self.units[self.units[unit_id].parent_id or STREET_ID]


def make_ground(rng: Random) -> Ground:
    """The street, 10 communities, 54 compounds, 134 grids and their buildings."""
    ground = Ground()
    street = ground.add_unit(UnitKind.STREET, STREET, None)
    communities = [ground.add_unit(UnitKind.COMMUNITY, name, street) for name in COMMUNITIES]
    names = iter(COMPOUNDS)
    for community, cells, compounds in zip(communities, tile(rng), COMPOUNDS_OF_COMMUNITY, strict=True):
        grids = [
            (ground.add_unit(UnitKind.GRID, f"{community.name}第{n}网格", community, _boundary(cell)), cell)
            for n, cell in enumerate(cells, start=1)
        ]
        for part in range(compounds):
            share = grids[part * len(grids) // compounds : (part + 1) * len(grids) // compounds]
            _build_compound(ground, community.id, next(names), share, rng)
    return ground


def _boundary(cell: Cell) -> list[list[float]]:
    ring = [[lon, lat] for lat, lon in map(degrees, cell.ring)]
    return [*ring, ring[0]]


def _build_compound(
    ground: Ground, community_id: int, name: str, grids: list[tuple[UnitRow, Cell]], rng: Random
) -> None:
    """A compound over neighbouring grids, three or four buildings in each, numbered along one walk."""
    middle_lat, middle_lon = degrees(grids[len(grids) // 2][1].at(0.5, 0.5))
    compound = CompoundRow(len(ground.compounds) + 1, community_id, name, middle_lat, middle_lon)
    ground.compounds.append(compound)
    walk = 0
    for grid, cell in grids:
        for u, v in BUILDING_PLACES[: 3 + grid.id % 2]:
            walk += 1
            lat, lon = degrees(cell.at(u + rng.uniform(-0.06, 0.06), v + rng.uniform(-0.06, 0.06)))
            ground.buildings.append(
                BuildingRow(len(ground.buildings) + 1, compound.id, grid.id, f"{walk}号楼", walk, lat, lon)
            )


async def put_ground(write: Writer, ground: Ground) -> None:
    """All units at once, with the stations, partners and merchants among them."""
    await write.put(Unit, as_rows(iter(ground.units.values())))
    await write.put(Compound, as_rows(iter(ground.compounds)))
    await write.put(Building, as_rows(iter(ground.buildings)))


def as_rows(tuples: Iterator[UnitRow] | Iterator[CompoundRow] | Iterator[BuildingRow]) -> Iterator[dict[str, Any]]:
    return (row._asdict() for row in tuples)
