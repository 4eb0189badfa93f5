"""Three riders with an agreement and a merchant who has two rewards for them, cheap enough to be bought in a game."""

from dataclasses import replace

from sqlalchemy import delete, update

from domain.points_settings import Reward
from domain.roles import Role
from models.case import Case, CaseFollower
from models.database import Database
from models.outbox import Outbox
from models.people import AgreementAccepted, RoleHeld
from models.points import PointsAccount, PointsTransfer
from models.reward import RewardStock, Voucher
from services.points.points import account_of
from tests.support.riders import add_person
from tests.support.street import LONG_AGO, STREET, Street, at, street_on
from tests.support.wishes import MERCHANT, add_parties

RIDERS = (2001, 2002, 2003)
REWARDS = (
    Reward(key="car_wash", kind="merchant", price=8, a_month=3),
    Reward(key="haircut", kind="merchant", price=25, a_month=1),
)
CAP, PIECES = 40, 3


async def ledger_street(database: Database) -> Street:
    """On an empty one."""
    street = await street_on(database, at("2026-11-18"))
    await add_parties(street)
    settings = street.door.settings
    street.door.settings = replace(settings, points=replace(settings.points, daily_cap=CAP, rewards=REWARDS))
    version, now = settings.street.agreement_version, street.clock.now()
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
        for table in (Outbox, Voucher, PointsTransfer, PointsAccount, CaseFollower, Case):
            await session.execute(delete(table))
        await session.execute(update(RewardStock).values(free=PIECES))
    return {rider: await street.run(rider, account_of, rider) for rider in RIDERS}
