"""The neighbourhood's figures, counted again from the rows, and what the demo's must be."""

from typing import Any

from sqlalchemy import Select, distinct, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from domain.case_flow import CaseKind, CaseState
from domain.roles import Role, UnitKind
from models.activity import Activity, ActivitySignup
from models.case import Case
from models.deliberation import Deliberation
from models.people import AgreementAccepted, Care, Person, RoleHeld
from models.places import Compound, Household, Unit
from models.points import PointsAccount
from models.station import ChiefShift, Mailbox, Station, StationProvision

Counts = dict[str, int]

EXPECTED: Counts = {
    "streets": 1,
    "communities": 10,
    "compounds": 54,
    "grids": 134,
    "residents": 44_828,
    "stations": 29,
    "doorstep_stations": 18,
    "provisions": 116,
    "mailboxes": 18,
    "grid_workers": 134,
    "community_officers": 20,
    "street_officers": 2,
    "admins": 1,
    "riders": 412,
    "rider_supervisors": 12,
    "rider_accounts": 412,
    "partners": 77,
    "merchants": 231,
    "force_turns": 900,
    "services_given": 1_570,
    "problems_solved": 141,
    "rider_reports": 52,
    "law_enforcement_visits": 20,
    "deliberations": 126,
    "activity_attendances": 1_200,
}
"""Source: the article on the doorstep stations of 江南街道, 丰满区：用好用活“微阵地” 服务直达“家门口”.

It says "more than" of the riders (400), turns (900), services (1,570), law enforcement (20) and people at activities
(1,200). Workers (one a grid), officers, admin, supervisors, provisions (four a station) and accounts are our own."""


def _rows(table: type[Any], *where: ColumnElement[bool]) -> Select[int]:
    return select(func.count()).select_from(table).where(*where)


def _units(kind: UnitKind) -> Select[int]:
    return _rows(Unit, Unit.kind == kind)


def _holders(role: Role) -> Select[int]:
    return select(func.count(distinct(RoleHeld.person_id))).where(RoleHeld.role == role, RoleHeld.ends_on.is_(None))


QUERIES: dict[str, Select[int]] = {
    "streets": _units(UnitKind.STREET),
    "communities": _units(UnitKind.COMMUNITY),
    "compounds": _rows(Compound),
    "grids": _units(UnitKind.GRID),
    "households": _rows(Household, Household.until.is_(None)),
    "residents": _rows(Person, Person.household_id.is_not(None), Person.moved_out_on.is_(None)),
    "stations": _rows(Station),
    "doorstep_stations": _rows(Station, Station.level == "grid"),
    "provisions": _rows(StationProvision),
    "mailboxes": _rows(Mailbox, Mailbox.active.is_(True)),
    "grid_workers": _holders(Role.GRID_WORKER),
    "community_officers": _holders(Role.COMMUNITY_STAFF),
    "street_officers": _holders(Role.STREET_STAFF),
    "admins": _holders(Role.ADMIN),
    "riders": _holders(Role.RIDER).where(
        RoleHeld.person_id.in_(select(AgreementAccepted.person_id).where(AgreementAccepted.ended_at.is_(None)))
    ),
    "rider_supervisors": _holders(Role.RIDER_SUPERVISOR),
    "rider_accounts": _rows(PointsAccount, PointsAccount.kind == "rider"),
    "forces": _holders(Role.FORCE),
    "partners": _units(UnitKind.PARTNER),
    "merchants": _units(UnitKind.MERCHANT),
    "care_entries": _rows(Care, Care.ends_on.is_(None)),
    "force_turns": _rows(ChiefShift),
    "services_given": select(func.coalesce(func.sum(ChiefShift.served), 0)),
    "problems_solved": _rows(Case, Case.state == CaseState.CLOSED),
    "rider_reports": _rows(
        Case,
        Case.kind == CaseKind.HAZARD,
        Case.reporter_id.in_(select(RoleHeld.person_id).where(RoleHeld.role == Role.RIDER)),
    ),
    "law_enforcement_visits": _rows(Activity, Activity.kind == "law_enforcement"),
    "deliberations": _rows(Deliberation),
    "activity_attendances": _rows(ActivitySignup, ActivitySignup.attended.is_(True)),
}


async def counts(where: AsyncSession | AsyncConnection) -> Counts:
    """Every figure by its name, over all rows and all time; for a demo just seeded that is its one reporting period."""
    return {name: int((await where.execute(query)).scalar_one()) for name, query in QUERIES.items()}
