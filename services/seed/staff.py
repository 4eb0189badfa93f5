"""Everybody with a role: workers, officers, riders, partners, merchants and the forces "6+X".

Building heads, branch secretaries, party members and volunteers are residents of their grid. All others live
elsewhere: they are persons on top of the 44,828 residents, so that this figure stays exact.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain
from random import Random
from typing import Any

from domain.roles import Role, UnitKind
from models.people import AgreementAccepted, Chat, Consent, Person, RoleHeld
from services.seed.cast import BY_KEY, CAST, CHANNEL
from services.seed.ground import Ground
from services.seed.households import Roster, person_row
from services.seed.names import person_name
from services.seed.rows import Seeding

RIDERS, SUPERVISORS = 412, 12
"""The source says "400 余名"."""
OFFICERS_A_COMMUNITY, OFFICERS_OF_STREET = 2, 2
CAST_TRADE = "理发店"

# force kind: residents of a grid who are in it
RESIDENT_FORCES = {"building_heads": 2, "branch_secretaries": 1, "party_members": 1, "red_hats": 1}
# force kind: people from elsewhere, for a community
OUTSIDE_FORCES = {"liaison_cadres": 2, "police_and_enforcement": 2}


@dataclass
class Staff:
    """Who holds what. `forces` are (force kind, person) by community, in the order of the rota."""

    ids: dict[str, int] = field(default_factory=dict)
    workers: dict[int, int] = field(default_factory=dict)
    officers: dict[int, list[int]] = field(default_factory=dict)
    riders: list[int] = field(default_factory=list)
    forces: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    people: list[tuple[int, str]] = field(default_factory=list)
    roles: list[tuple[int, Role, int]] = field(default_factory=list)


def make_staff(seeding: Seeding, ground: Ground, roster: Roster) -> Staff:
    """`Staff.people` are the persons from elsewhere with their names, `roles` are (person, role, unit)."""
    staff, rng = Staff(), seeding.random("staff")

    def hire(role: Role, unit_id: int, cast: str | None = None) -> int:
        person_id = next(seeding.next_person)
        staff.people.append((person_id, BY_KEY[cast].name if cast else person_name(rng)))
        staff.roles.append((person_id, role, unit_id))
        if cast:
            staff.ids[cast] = person_id
        return person_id

    first = ground.of_kind(UnitKind.COMMUNITY)[0]
    for grid in ground.of_kind(UnitKind.GRID):
        staff.workers[grid.id] = hire(Role.GRID_WORKER, grid.id, "worker" if grid.id == roster.cast_grid else None)
    for community in ground.of_kind(UnitKind.COMMUNITY):
        casts = ["officer" if community is first and n == 0 else None for n in range(OFFICERS_A_COMMUNITY)]
        staff.officers[community.id] = [hire(Role.COMMUNITY_STAFF, community.id, cast) for cast in casts]
    for n in range(OFFICERS_OF_STREET):
        hire(Role.STREET_STAFF, ground.street.id, "street" if n == 0 else None)
    hire(Role.ADMIN, ground.street.id)
    _hire_riders(staff, ground, hire)
    _hire_partners(ground, hire, first.id)
    _call_forces(staff, ground, roster, hire, rng)
    _seat_residents(staff, roster)
    return staff


Hire = Callable[..., int]


def _hire_riders(staff: Staff, ground: Ground, hire: Hire) -> None:
    """The cast's rider comes on top: only in the demo do they accept the agreement."""
    staff.riders = [hire(Role.RIDER, ground.street.id) for _ in range(RIDERS)]
    communities = ground.of_kind(UnitKind.COMMUNITY)
    for n, rider in enumerate(staff.riders[:SUPERVISORS]):
        staff.roles.append((rider, Role.RIDER_SUPERVISOR, communities[n % len(communities)].id))
    hire(Role.RIDER, ground.street.id, "rider")


def _hire_partners(ground: Ground, hire: Hire, cast_community: int) -> None:
    for partner in ground.of_kind(UnitKind.PARTNER):
        hire(Role.PARTNER, partner.id)
    merchants = ground.of_kind(UnitKind.MERCHANT)
    barber = next(m for m in merchants if m.parent_id == cast_community and m.name.endswith(CAST_TRADE))
    for merchant in merchants:
        hire(Role.MERCHANT, merchant.id, "merchant" if merchant is barber else None)


def _call_forces(staff: Staff, ground: Ground, roster: Roster, hire: Hire, rng: Random) -> None:
    for community in ground.of_kind(UnitKind.COMMUNITY):
        grids = [grid.id for grid in ground.of_kind(UnitKind.GRID, community.id)]
        called: list[tuple[str, int]] = []
        for grid_id in grids:
            kinds = [kind for kind, count in RESIDENT_FORCES.items() for _ in range(count)]
            homes = rng.sample([h for h in roster.by_grid[grid_id] if h is not roster.resident], len(kinds))
            called += [(kind, home.first_person) for kind, home in zip(kinds, homes, strict=True)]
            staff.roles += [(home.first_person, Role.FORCE, grid_id) for home in homes]
        for kind, count in OUTSIDE_FORCES.items():
            called += [(kind, hire(Role.FORCE, community.id)) for _ in range(count)]
        rng.shuffle(called)
        staff.forces[community.id] = called


def _seat_residents(staff: Staff, roster: Roster) -> None:
    for key, home in (("resident", roster.resident), ("elderly", roster.elderly)):
        staff.ids[key] = home.first_person
        staff.roles.append((home.first_person, Role.RESIDENT, home.community_id))


async def put_staff(seeding: Seeding, staff: Staff) -> None:
    write = seeding.write
    await write.put(Person, (person_row(seeding, id_, name) for id_, name in staff.people))
    await write.put(RoleHeld, _roles(seeding, staff))
    await write.put(AgreementAccepted, _agreements(seeding, staff))
    known = [member for member in CAST if member.key in staff.ids]
    chats = ((member.external_id, staff.ids[member.key]) for member in known)
    await write.put(Chat, (_chat(seeding, external_id, person_id) for external_id, person_id in chats))
    consenting = chain((staff.ids[member.key] for member in known), staff.riders)
    await write.put(Consent, (_consent(seeding, person_id) for person_id in consenting))


def _roles(seeding: Seeding, staff: Staff) -> Iterator[dict[str, Any]]:
    kinds = {person_id: kind for forces in staff.forces.values() for kind, person_id in forces}
    for person_id, role, unit_id in staff.roles:
        yield {
            "person_id": person_id,
            "role": role,
            "unit_id": unit_id,
            "starts_on": seeding.days_ago(365),
            "force_kind": kinds[person_id] if role is Role.FORCE else None,
        }


def _agreements(seeding: Seeding, staff: Staff) -> Iterator[dict[str, Any]]:
    rng = seeding.random("agreements")
    for rider in staff.riders:
        at = seeding.now - timedelta(days=rng.randint(40, 300))
        yield {"person_id": rider, "version": seeding.agreement_version, "accepted_at": at}


def _chat(seeding: Seeding, external_id: int, person_id: int) -> dict[str, Any]:
    return {
        "channel": CHANNEL,
        "external_id": external_id,
        "created_at": seeding.now,
        "person_id": person_id,
        "language": "zh",
    }


def _consent(seeding: Seeding, person_id: int) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "notice_version": seeding.notice_version,
        "given_at": seeding.now - timedelta(days=30),
    }
