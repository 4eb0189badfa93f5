"""A check-in counts once a day whatever is tapped or typed; from afar or with yesterday's code never."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain.errors import NotFound
from domain.roles import Role
from domain.station_errors import CheckedInToday, CheckInCodeWrong, CheckInForRiders, NotAtStation
from models.people import AgreementAccepted, Consent, RoleHeld
from models.points import PointsTransfer
from models.station import StationCheckIn
from services.act import Ctx
from services.points.points import account_of
from services.station import check_ins
from tests.support.stations import AT_NEAR, FAR, NEAR, add_stations
from tests.support.street import OUTSIDER, STRANGE_STAFF, STREET, WANG, ZHAO, ZHOU, Street, at, street_in

RIDER = ZHAO


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """赵 rides and has the agreement; the outsider does not."""
    street = await street_in(tmp_path, at("2026-11-18"))
    await add_stations(street)
    now, settings = street.clock.now(), street.door.settings.street
    await street.add(
        RoleHeld(person_id=RIDER, role=Role.RIDER, unit_id=STREET, starts_on=date(2026, 1, 1)),
        AgreementAccepted(person_id=RIDER, version=settings.agreement_version, accepted_at=now),
        *(Consent(person_id=who, notice_version=settings.notice_version, given_at=now) for who in (RIDER, OUTSIDER)),
    )
    yield street
    await street.door.database.close()


async def todays(street: Street, unit_id: int) -> str:
    return (await street.run(ZHOU, check_ins.day_code, unit_id)).code


async def token(ctx: Ctx, unit_id: int) -> str:
    return check_ins.token_of(ctx, unit_id)


async def counted(street: Street) -> tuple[int, int]:
    """Check-ins, and points paid for them."""
    async with street.door.database.read() as session:
        rows = await session.scalar(select(func.count()).select_from(StationCheckIn))
        points = await session.scalar(select(func.coalesce(func.sum(PointsTransfer.amount), 0)))
        return int(rows or 0), int(points or 0)


async def test_twenty_at_once_by_code_and_by_place_are_one(street: Street) -> None:
    code, here = await todays(street, NEAR), await street.run(RIDER, token, FAR)
    await street.run(RIDER, account_of, RIDER)

    ways = [street.run(RIDER, check_ins.by_code, code) for _ in range(10)]
    ways += [street.run(RIDER, check_ins.by_place, FAR, here) for _ in range(10)]
    results = await asyncio.gather(*ways, return_exceptions=True)

    assert sum(isinstance(result, check_ins.CheckedIn) for result in results) == 1
    assert sum(isinstance(result, CheckedInToday) for result in results) == 19
    assert await counted(street) == (1, 1)


async def test_tomorrow_counts_again_and_todays_code_no_more(street: Street) -> None:
    code = await todays(street, NEAR)
    await street.run(RIDER, check_ins.by_code, f" {code.lower()[:3]} {code[3:]}")

    street.clock.moment += timedelta(days=1)
    with pytest.raises(CheckInCodeWrong):
        await street.run(RIDER, check_ins.by_code, code)
    await street.run(RIDER, check_ins.by_code, f"checkin_{NEAR}_{await todays(street, NEAR)}")

    assert await counted(street) == (2, 2)


async def test_a_token_is_good_for_one_chat_one_station_and_one_day(street: Street) -> None:
    here = await street.run(RIDER, token, NEAR)
    others = await street.run(OUTSIDER, token, NEAR)
    for unit, forged in ((FAR, here), (NEAR, others), (NEAR, ""), (NEAR, "0" * 12)):
        with pytest.raises(NotAtStation):
            await street.run(RIDER, check_ins.by_place, unit, forged)
    street.clock.moment += timedelta(days=1)
    with pytest.raises(NotAtStation):
        await street.run(RIDER, check_ins.by_place, NEAR, here)
    assert await counted(street) == (0, 0)


async def test_who_is_no_rider_is_welcome_and_not_counted(street: Street) -> None:
    code = await todays(street, NEAR)
    with pytest.raises(CheckInForRiders):
        await street.run(OUTSIDER, check_ins.by_code, code)
    assert await counted(street) == (0, 0)


@pytest.mark.parametrize("who", [RIDER, OUTSIDER, STRANGE_STAFF])
async def test_the_days_code_is_shown_to_nobody_else(street: Street, who: int) -> None:
    with pytest.raises(NotFound):
        await street.run(who, check_ins.day_code, NEAR)


async def test_whoever_puts_the_code_up_sees_how_many_came(street: Street) -> None:
    await street.run(RIDER, check_ins.by_code, await todays(street, NEAR))
    street.clock.moment += timedelta(days=1)
    await street.run(RIDER, check_ins.by_code, await todays(street, FAR))

    near, far = await street.run(WANG, check_ins.day_code, NEAR), await street.run(ZHOU, check_ins.day_code, FAR)

    assert (near.today, near.month, near.community_month) == (0, 1, 2)
    assert (far.today, far.month, far.community_month) == (1, 1, 2)


async def test_a_full_day_earns_nothing_more_and_is_counted_all_the_same(street: Street) -> None:
    settings = street.door.settings
    street.door.settings = replace(settings, points=replace(settings.points, daily_cap=0))
    done = await street.run(RIDER, check_ins.by_code, await todays(street, NEAR))
    assert (done.points, await counted(street)) == (0, (1, 0))


async def test_a_place_is_at_the_nearest_station_within_reach(street: Street) -> None:
    assert await street.run(RIDER, check_ins.here, *AT_NEAR) == NEAR
    assert await street.run(RIDER, check_ins.here, 43.81, 126.51) is None
