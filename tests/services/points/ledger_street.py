"""Three riders with an agreement, a merchant who has two rewards for them, cheap enough to be bought in a game, and two
of the community's staff."""

from dataclasses import replace

from sqlalchemy import delete, update

from domain.points_settings import Reward
from domain.roles import Role
from models.case import Case, CaseFollower, CaseMedia
from models.database import Database
from models.media import Media
from models.outbox import Outbox
from models.people import AgreementAccepted, RoleHeld
from models.photo_check import PhotoCheck, PhotoRuling
from models.photo_look import PhotoLike, PhotoLook
from models.points import PointsAccount, PointsTransfer
from models.reward import RewardStock, Voucher
from services.points.points import account_of
from tests.support.photos import QIAN
from tests.support.riders import add_person
from tests.support.street import COMMUNITY, LONG_AGO, STREET, Street, at, street_on
from tests.support.wishes import MERCHANT, add_parties

RIDERS = (2001, 2002, 2003)
REWARDS = (
    Reward(key="car_wash", kind="merchant", price=8, a_month=3),
    Reward(key="haircut", kind="merchant", price=25, a_month=1),
)
CAP, PIECES = 40, 3
OF_PHOTOS = (PhotoRuling, PhotoCheck, PhotoLike, PhotoLook, CaseMedia, Media)


async def ledger_street(database: Database) -> Street:
    """On an empty one."""
    return await furnish(await street_on(database, at("2026-11-18")))


async def furnish(street: Street) -> Street:
    await add_parties(street)
    settings = street.door.settings
    street.door.settings = replace(settings, points=replace(settings.points, daily_cap=CAP, rewards=REWARDS))
    version, now = settings.street.agreement_version, street.clock.now()
    await add_person(street, QIAN)
    await street.add(RoleHeld(person_id=QIAN, role=Role.COMMUNITY_STAFF, unit_id=COMMUNITY, starts_on=LONG_AGO))
    for rider in RIDERS:
        await add_person(street, rider)
        await street.add(
            RoleHeld(person_id=rider, role=Role.RIDER, unit_id=STREET, starts_on=LONG_AGO),
            AgreementAccepted(person_id=rider, version=version, accepted_at=now),
        )
    await street.add(
        *(RewardStock(unit_id=MERCHANT, key=reward.key, came_in=PIECES, free=PIECES) for reward in REWARDS)
    )
    return street


async def empty(street: Street) -> dict[int, int]:
    """As if nothing had happened. Returns the account of each rider."""
    async with street.door.database.write() as session:
        for table in (Outbox, Voucher, PointsTransfer, PointsAccount, *OF_PHOTOS, CaseFollower, Case):
            await session.execute(delete(table))
        await session.execute(update(RewardStock).values(free=PIECES))
    return {rider: await street.run(rider, account_of, rider) for rider in RIDERS}
