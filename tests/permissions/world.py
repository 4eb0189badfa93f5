"""People of every role, each at the place of the things, beside it, and in another street; the things lie in grid 1.

Names say role and place: `worker` works the grid of the things, `worker_beside` the next one of the same community,
`worker_abroad` one of another street."""

from datetime import date

from domain.roles import Role
from models.base import Base
from models.people import Chat, Consent, Person, RoleHeld
from models.places import Building, Compound, Unit
from tests.support.street import (
    COMMUNITY,
    GRID_1,
    LI,
    LONG_AGO,
    OTHER_COMMUNITY,
    OUTSIDER,
    STRANGE_STAFF,
    STREET,
    WANG,
    WU,
    ZHOU,
    Street,
)

ABROAD, COMMUNITY_ABROAD, GRID_ABROAD = 11, 12, 13
GRID_FAR, STATION, MERCHANT, MERCHANT_ABROAD, PARTNER, PARTNER_ABROAD = 6, 7, 8, 18, 9, 19
COMPOUND_ABROAD = 21
RESIDENT = 600
SINCE: date = LONG_AGO

# name                  id            role, unit, kind of force
HIRED: dict[str, tuple[int, Role, int, str | None]] = {
    "worker_far": (601, Role.GRID_WORKER, GRID_FAR, None),
    "worker_abroad": (602, Role.GRID_WORKER, GRID_ABROAD, None),
    "office_abroad": (603, Role.COMMUNITY_STAFF, COMMUNITY_ABROAD, None),
    "street_abroad": (604, Role.STREET_STAFF, ABROAD, None),
    "admin": (605, Role.ADMIN, STREET, None),
    "admin_abroad": (606, Role.ADMIN, ABROAD, None),
    "force": (607, Role.FORCE, GRID_1, "building_heads"),
    "force_beside": (608, Role.FORCE, OTHER_COMMUNITY, "building_heads"),
    "force_abroad": (609, Role.FORCE, GRID_ABROAD, "building_heads"),
    "partner": (610, Role.PARTNER, PARTNER, None),
    "partner_abroad": (611, Role.PARTNER, PARTNER_ABROAD, None),
    "merchant": (612, Role.MERCHANT, MERCHANT, None),
    "merchant_abroad": (613, Role.MERCHANT, MERCHANT_ABROAD, None),
    "chief": (614, Role.CHIEF, STATION, None),
    "rider": (615, Role.RIDER, STREET, None),
    "rider_abroad": (616, Role.RIDER, ABROAD, None),
    "supervisor": (617, Role.RIDER_SUPERVISOR, STREET, None),
    "supervisor_abroad": (618, Role.RIDER_SUPERVISOR, ABROAD, None),
}
PEOPLE: dict[str, int] = {
    "reporter": OUTSIDER,
    "resident": RESIDENT,
    "worker": WANG,
    "worker_beside": LI,
    "office": ZHOU,
    "office_beside": STRANGE_STAFF,
    "street": WU,
    **{name: id_ for name, (id_, *_) in HIRED.items()},
}
ROLES_PLAYED = {Role.RESIDENT, Role.GRID_WORKER, Role.COMMUNITY_STAFF, Role.STREET_STAFF} | {
    role for _, role, _, _ in HIRED.values()
}

UNITS = (
    Unit(id=GRID_FAR, kind="grid", name="远网格", path="1/5/6/", parent_id=OTHER_COMMUNITY),
    Unit(id=STATION, kind="station", name="长江站", path="1/2/7/", parent_id=COMMUNITY),
    Unit(id=MERCHANT, kind="merchant", name="理发店", path="1/2/8/", parent_id=COMMUNITY),
    Unit(id=PARTNER, kind="partner", name="眼镜公司", path="1/2/9/", parent_id=COMMUNITY),
    Unit(id=ABROAD, kind="street", name="江北街道", path="11/"),
    Unit(id=COMMUNITY_ABROAD, kind="community", name="黄河社区", path="11/12/", parent_id=ABROAD),
    Unit(id=GRID_ABROAD, kind="grid", name="北一网格", path="11/12/13/", parent_id=COMMUNITY_ABROAD),
    Unit(id=MERCHANT_ABROAD, kind="merchant", name="北理发店", path="11/12/18/", parent_id=COMMUNITY_ABROAD),
    Unit(id=PARTNER_ABROAD, kind="partner", name="北公司", path="11/12/19/", parent_id=COMMUNITY_ABROAD),
)


async def people_it(street: Street) -> None:
    """Put everybody into the street of `tests.support.street`."""
    now, version = street.clock.now(), street.door.settings.street.notice_version
    places: list[Base] = [
        *(Unit(id=u.id, kind=u.kind, name=u.name, path=u.path, parent_id=u.parent_id) for u in UNITS),
        Compound(id=COMPOUND_ABROAD, community_id=COMMUNITY_ABROAD, name="江北苑", lat=43.9, lon=126.6),
        Building(
            id=21, compound_id=COMPOUND_ABROAD, grid_id=GRID_ABROAD, name="1号楼", walk_order=1, lat=43.9, lon=126.6
        ),
    ]
    await street.add(*places)
    for id_ in (RESIDENT, *(id_ for id_, *_ in HIRED.values())):
        chat = Chat(channel="test", external_id=id_, created_at=now, person_id=id_)
        chat.id = id_
        person = Person(id=id_, created_at=now)
        await street.add(person, chat, Consent(person_id=id_, notice_version=version, given_at=now))
    held = [
        RoleHeld(person_id=id_, role=role, unit_id=unit, starts_on=SINCE, force_kind=kind)
        for id_, role, unit, kind in HIRED.values()
    ]
    await street.add(*held)
