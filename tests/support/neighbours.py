"""The community beside, with a grid and a building, and households on their way there. 孙 works that grid."""

from domain.roles import Role
from models.people import Chat, Person, RoleHeld
from models.places import Building, Compound, Unit
from services.visit import home_offers
from services.visit.home_moves import Stood
from services.visit.home_offers import Offering
from services.visit.home_places import Target
from tests.support.street import GRID_1, LONG_AGO, OTHER_COMMUNITY, ZHOU, Street

GRID_NEAR, NEAR, NEAR_HOUSE, SUN, SECOND_STAFF = 6, 71, 72, 121, 122
NEW_DOOR = Target(building_id=NEAR_HOUSE, door="3单元301室")


async def build_beside(street: Street, *, grid: bool = True) -> None:
    """`grid`: and the grid itself with its worker, and a second officer of that community."""
    if grid:
        await street.add(
            Unit(id=GRID_NEAR, kind="grid", name="近网格", path=f"1/5/{GRID_NEAR}/", parent_id=OTHER_COMMUNITY)
        )
        for person, role, unit in (
            (SUN, Role.GRID_WORKER, GRID_NEAR),
            (SECOND_STAFF, Role.COMMUNITY_STAFF, OTHER_COMMUNITY),
        ):
            chat = Chat(channel="test", external_id=person, created_at=street.clock.now(), person_id=person)
            chat.id = person
            held = RoleHeld(person_id=person, role=role, unit_id=unit, starts_on=LONG_AGO)
            await street.add(Person(id=person, created_at=street.clock.now()), chat, held)
    await street.add(
        Compound(id=NEAR, community_id=OTHER_COMMUNITY, name="湖滨苑", lat=43.8, lon=126.5),
        Building(id=NEAR_HOUSE, compound_id=NEAR, grid_id=GRID_NEAR, name="6号楼", walk_order=1, lat=43.8, lon=126.5),
    )


async def offered_home(street: Street, home: int, person: int | None = None, note: str | None = None) -> int:
    """Offered by 周. Returns the offer's number."""
    made = Offering(f"offer-{home}-{person}", home, Stood(GRID_1, 1), OTHER_COMMUNITY, person, note)
    return await street.run(ZHOU, home_offers.offer, made)
