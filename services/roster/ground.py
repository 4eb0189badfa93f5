"""The places that are known, by the names that a file calls them: communities, grids, compounds, buildings."""

from dataclasses import dataclass, field

from sqlalchemy import select

from domain.roles import UnitKind
from domain.roster_cells import building_key, community_key, compound_key, grid_key
from models.places import Building, Compound, Unit
from services.act import Ctx
from services.roster.scope import Scope

Key = tuple[str, ...]
"""A thing by its names, from the community down: ("长江", "锦绣苑", "3", "2-202")."""


@dataclass(slots=True)
class Spot:
    """A compound or a building. `id` None: it is new. `grid` is a building's, None: it lies in none."""

    id: int | None
    name: str
    lat: float | None = None
    lon: float | None = None
    grid: Key | None = None
    order: int | None = None


@dataclass
class Ground:
    """`others` are communities of the same street that the actor may not touch."""

    communities: dict[Key, int] = field(default_factory=dict)
    others: set[Key] = field(default_factory=set)
    grids: dict[Key, int | None] = field(default_factory=dict)
    compounds: dict[Key, Spot] = field(default_factory=dict)
    buildings: dict[Key, Spot] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    grid_keys: dict[int, Key] = field(default_factory=dict)
    building_keys: dict[int, Key] = field(default_factory=dict)

    def grid_name(self, grid: Key | None) -> str:
        id_ = self.grids.get(grid) if grid else None
        return self.names.get(id_, "") if id_ else (grid[-1] if grid else "")


async def ground_of(ctx: Ctx, scope: Scope) -> Ground:
    """In four statements; some hundred rows of a whole street."""
    ground = Ground()
    mine: dict[int, Key] = {id_: (community_key(name),) for id_, name in scope.communities.items()}
    units = select(Unit.id, Unit.kind, Unit.name, Unit.parent_id).where(
        Unit.kind.in_((UnitKind.COMMUNITY, UnitKind.GRID))
    )
    for id_, kind, name, parent in await ctx.session.execute(units.order_by(Unit.id)):
        ground.names[id_] = name
        if kind == UnitKind.COMMUNITY and id_ in mine:
            ground.communities[mine[id_]] = id_
        elif kind == UnitKind.COMMUNITY:
            ground.others.add((community_key(name),))
        elif parent in mine:
            key: Key = (*mine[parent], grid_key(name, mine[parent][0]))
            ground.grids.setdefault(key, id_)
            ground.grid_keys[id_] = key
    compounds = select(Compound).where(Compound.community_id.in_(mine)).order_by(Compound.id)
    compound_keys: dict[int, Key] = {}
    for compound in await ctx.session.scalars(compounds):
        key = (*mine[compound.community_id], compound_key(compound.name))
        compound_keys[compound.id] = key
        ground.compounds.setdefault(key, Spot(compound.id, compound.name, compound.lat, compound.lon))
    buildings = (
        select(Building)
        .join(Compound, Compound.id == Building.compound_id)
        .where(Compound.community_id.in_(mine))
        .order_by(Building.id)
    )
    for one in await ctx.session.scalars(buildings):
        key = (*compound_keys[one.compound_id], building_key(one.name))
        ground.building_keys[one.id] = key
        grid = ground.grid_keys.get(one.grid_id)
        ground.buildings.setdefault(key, Spot(one.id, one.name, one.lat, one.lon, grid, one.walk_order))
    return ground
