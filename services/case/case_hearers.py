"""Who hears of a case's alarms: one statement for a whole batch of cases, or of rows with their units and handlers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import or_, select

from domain.case_alarms import Level
from domain.roles import Role
from models.people import RoleHeld
from models.places import Unit
from services.act import Ctx

ROLES = (Role.GRID_WORKER, Role.COMMUNITY_STAFF, Role.STREET_STAFF)


@dataclass(frozen=True)
class Hearers:
    """`holders` by role and unit, and `staff`: everybody who holds such a role today, with the street. A handler who
    works for another street by now cannot open the case."""

    holders: Mapping[tuple[str, int | None], tuple[int, ...]]
    staff: frozenset[tuple[int, int]]

    @classmethod
    async def of(cls, ctx: Ctx, cases: Iterable[Any]) -> Self:
        units, handlers = set[int](), set[int]()
        for case in cases:
            units.update(unit for unit in (case.grid_id, case.community_id, case.street_id) if unit is not None)
            handlers.update([case.handler_id] if case.handler_id is not None else [])
        query = (
            select(RoleHeld.role, RoleHeld.unit_id, RoleHeld.person_id, Unit.path)
            .join(Unit, Unit.id == RoleHeld.unit_id)
            .where(
                RoleHeld.role.in_(ROLES),
                or_(RoleHeld.unit_id.in_(units), RoleHeld.person_id.in_(handlers)),
                RoleHeld.starts_on <= ctx.today,
                or_(RoleHeld.ends_on.is_(None), RoleHeld.ends_on >= ctx.today),
            )
            .order_by(RoleHeld.id)
        )
        holders: dict[tuple[str, int | None], tuple[int, ...]] = defaultdict(tuple)
        staff = set[tuple[int, int]]()
        for role, unit, person, path in await ctx.session.execute(query):
            holders[role, unit] += (person,)
            staff.add((person, int(path.partition("/")[0])))
        return cls(holders, frozenset(staff))

    def of_level(self, case: Any, level: Level) -> tuple[int, ...]:
        """The handler is reminded, or where there is none (any longer) the grid; a breach is the grid's and the
        handler's first, then the community's, then the street's. Where nobody is, it goes one further up."""
        handler = (case.handler_id,) if (case.handler_id, case.street_id) in self.staff else ()
        grid, community, street = (
            self.holders.get((role, unit), ())
            for role, unit in zip(ROLES, (case.grid_id, case.community_id, case.street_id), strict=True)
        )
        match level:
            case Level.REMINDER:
                return handler or grid or community or street
            case Level.GRID:
                return tuple(dict.fromkeys((*handler, *grid))) or community or street
            case Level.COMMUNITY:
                return community or street
            case Level.STREET:
                return street
