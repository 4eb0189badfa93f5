"""Who may be what, and where. A role is held for a unit and a period and opens that unit's subtree, nothing else."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    RESIDENT = "resident"
    RIDER = "rider"
    RIDER_SUPERVISOR = "rider_supervisor"
    GRID_WORKER = "grid_worker"
    FORCE = "force"
    CHIEF = "chief"
    PARTNER = "partner"
    MERCHANT = "merchant"
    COMMUNITY_STAFF = "community_staff"
    STREET_STAFF = "street_staff"
    ADMIN = "admin"


class UnitKind(StrEnum):
    STREET = "street"
    COMMUNITY = "community"
    GRID = "grid"
    STATION = "station"
    PARTNER = "partner"
    MERCHANT = "merchant"


# role                  the kinds of unit it is held for
HELD_FOR: dict[Role, tuple[UnitKind, ...]] = {
    Role.RESIDENT: (UnitKind.COMMUNITY,),
    Role.RIDER: (UnitKind.STREET,),
    Role.RIDER_SUPERVISOR: (UnitKind.COMMUNITY,),
    Role.GRID_WORKER: (UnitKind.GRID,),
    Role.FORCE: (UnitKind.GRID, UnitKind.COMMUNITY, UnitKind.STREET),
    Role.CHIEF: (UnitKind.STATION,),
    Role.PARTNER: (UnitKind.PARTNER,),
    Role.MERCHANT: (UnitKind.MERCHANT,),
    Role.COMMUNITY_STAFF: (UnitKind.COMMUNITY,),
    Role.STREET_STAFF: (UnitKind.STREET,),
    Role.ADMIN: (UnitKind.STREET,),
}

# who                  may give these, and end them, within their subtree
MAY_GIVE: dict[Role, tuple[Role, ...]] = {
    Role.COMMUNITY_STAFF: (
        Role.GRID_WORKER,
        Role.FORCE,
        Role.CHIEF,
        Role.RIDER_SUPERVISOR,
        Role.PARTNER,
        Role.MERCHANT,
    ),
    Role.STREET_STAFF: (Role.COMMUNITY_STAFF, Role.FORCE, Role.PARTNER, Role.MERCHANT),
    Role.ADMIN: (Role.STREET_STAFF,),
}

# The first of these that a person holds decides which menu is shown.
MENU_ORDER = (
    Role.STREET_STAFF,
    Role.ADMIN,
    Role.COMMUNITY_STAFF,
    Role.GRID_WORKER,
    Role.FORCE,
    Role.MERCHANT,
    Role.PARTNER,
    Role.RIDER_SUPERVISOR,
    Role.RIDER,
    Role.RESIDENT,
)

STAFF = frozenset({Role.GRID_WORKER, Role.COMMUNITY_STAFF, Role.STREET_STAFF, Role.ADMIN})


@dataclass(frozen=True)
class Held:
    """A role as somebody holds it. `path` is the unit's place in the tree, e.g. "1/3/17/"."""

    role: Role
    unit_id: int
    path: str
    starts_on: date
    ends_on: date | None = None
    force_kind: str | None = None

    def live_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def opens(self, path: str) -> bool:
        """Whether a thing at `path` lies in this role's subtree."""
        return path.startswith(self.path)
