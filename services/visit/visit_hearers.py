"""Who hears of visits that were not made: those whom a message reaches, and where there is nobody, one further up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from sqlalchemy import or_, select

from domain.roles import Role, UnitKind
from domain.visit_escalation import Level
from models.people import Chat, RoleHeld
from models.places import Unit
from services.act import Ctx
from services.visit.visit_duty import walkers_on

PLACES = (UnitKind.GRID, UnitKind.COMMUNITY)
OFFICES = (Role.COMMUNITY_STAFF, Role.STREET_STAFF, Role.ADMIN)


@dataclass(frozen=True)
class Hearers:
    """`walkers` by grid, `offices` by role and unit; `over` is a grid's (community, street), and a
    community's own, for what lies in no grid."""

    walkers: Mapping[int, tuple[int, ...]]
    offices: Mapping[tuple[str, int], tuple[int, ...]]
    over: Mapping[int, tuple[int, int]]

    @classmethod
    async def of(cls, ctx: Ctx) -> Self:
        """Four statements for the whole house."""
        walkers = await walkers_on(ctx, ctx.today)
        held = select(RoleHeld.role, RoleHeld.unit_id, RoleHeld.person_id).where(
            RoleHeld.role.in_(OFFICES),
            RoleHeld.starts_on <= ctx.today,
            or_(RoleHeld.ends_on.is_(None), RoleHeld.ends_on >= ctx.today),
        )
        staff = (await ctx.session.execute(held.order_by(RoleHeld.id))).all()
        everybody = {person for people in walkers.values() for person in people} | {row.person_id for row in staff}
        heard = await reachable(ctx, everybody)
        offices: dict[tuple[str, int], tuple[int, ...]] = {}
        for role, unit, person in staff:
            if person in heard:
                offices[role, unit] = (*offices.get((role, unit), ()), person)
        grids = await ctx.session.execute(select(Unit.id, Unit.path).where(Unit.kind.in_(PLACES)))
        return cls(
            {grid: tuple(sorted(people & heard)) for grid, people in walkers.items()},
            offices,
            {grid: _over(path) for grid, path in grids},
        )

    def of_level(self, grid_id: int, level: Level) -> tuple[int, ...]:
        community, street = self.over[grid_id]
        match level:
            case Level.WORKER:
                return self.walkers.get(grid_id, ()) or self.of_office(community, street)
            case Level.COMMUNITY | Level.GAP:
                return self.of_office(community, street)
            case Level.STREET:
                return self.of_street(street)

    def of_office(self, community: int, street: int) -> tuple[int, ...]:
        return self.offices.get((Role.COMMUNITY_STAFF, community), ()) or self.of_street(street)

    def near(self, grid_id: int, level: Level) -> tuple[int, ...]:
        """Those of them who read doors, and not only how many there are."""
        community, _ = self.over[grid_id]
        of_grid = {*self.walkers.get(grid_id, ()), *self.offices.get((Role.COMMUNITY_STAFF, community), ())}
        return tuple(person for person in self.of_level(grid_id, level) if person in of_grid)

    def of_street(self, street: int) -> tuple[int, ...]:
        return self.offices.get((Role.STREET_STAFF, street), ()) or self.offices.get((Role.ADMIN, street), ())


def _over(path: str) -> tuple[int, int]:
    """A grid's path is "street/community/grid/"."""
    street, community, *_ = path.split("/")
    return int(community), int(street)


async def reachable(ctx: Ctx, people: Iterable[int]) -> set[int]:
    """Those of them who have a chat that a message reaches."""
    query = select(Chat.person_id).where(Chat.person_id.in_(set(people)), Chat.blocked_at.is_(None))
    return {person for person in (await ctx.session.scalars(query)).all() if person is not None}
