"""Who hears of a case's alarms: one statement for a whole batch of cases, or of rows with their units and handlers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import and_, or_, select

from domain.case_alarms import Level
from domain.roles import Role
from models.people import RoleHeld
from models.places import Unit
from models.visit import Absence
from services.act import Ctx
from services.visit.visit_duty import away_on, stand_in_is_away

ROLES = (Role.GRID_WORKER, Role.COMMUNITY_STAFF, Role.STREET_STAFF)


@dataclass(frozen=True)
class Hearers:
    """`holders` by role and unit, and `staff`: everybody who holds such a role today, with the street. A handler who
    works for another street by now cannot open the case. During a worker's leave whoever stands in holds the grid."""

    holders: Mapping[tuple[str, int | None], tuple[int, ...]]
    staff: frozenset[tuple[int, int]]
    stand_ins: Mapping[int, int]

    @classmethod
    async def of(cls, ctx: Ctx, cases: Iterable[Any]) -> Self:
        units, handlers = set[int](), set[int]()
        for case in cases:
            units.update(unit for unit in (case.grid_id, case.community_id, case.street_id) if unit is not None)
            handlers.update([case.handler_id] if case.handler_id is not None else [])
        query = (
            select(RoleHeld.role, RoleHeld.unit_id, RoleHeld.person_id, Unit.path)
            .add_columns(Absence.id, Absence.substitute_id, stand_in_is_away(ctx.today))
            .join(Unit, Unit.id == RoleHeld.unit_id)
            .outerjoin(Absence, (Absence.worker_id == RoleHeld.person_id) & and_(*away_on(ctx.today)))
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
        stand_ins: dict[int, int] = {}
        for role, unit, person, path, leave, stand_in, also_away in await ctx.session.execute(query):
            street = int(path.partition("/")[0])
            staff.add((person, street))
            if leave is None or role != Role.GRID_WORKER:
                holders[role, unit] += (person,)
            elif stand_in is not None and not also_away:
                holders[role, unit] += (stand_in,)
                stand_ins[person] = stand_in
                staff.add((stand_in, street))
        return cls(holders, frozenset(staff), stand_ins)

    def of_level(self, case: Any, level: Level) -> tuple[int, ...]:
        """The handler is reminded, or where there is none (any longer) the grid; a breach is the grid's and the
        handler's first, then the community's, then the street's. Where nobody is, it goes one further up."""
        handler: tuple[int, ...] = (case.handler_id,) if (case.handler_id, case.street_id) in self.staff else ()
        stand_in = self.stand_ins.get(case.handler_id)
        if handler and stand_in in self.holders.get((Role.GRID_WORKER, case.grid_id), ()):
            handler = (*handler, stand_in)
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
