"""What came of a party's wishes: counted by when it happened, told on the first of a month."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from services.case import case_rating
from services.wish import wish_month, wish_takeups
from services.wish.wish_month import Month
from tests.support.copies import street_copy
from tests.support.street import WU, Street, at
from tests.support.wishes import OWNER, PHOTO, QIAN, QIAN_2, SUN, add_parties, number_of, taken


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    await add_parties(street)
    yield street
    await street.door.database.close()


async def test_what_came_of_a_partys_wishes_in_a_month(street: Street) -> None:
    await taken(street)
    given_back = await taken(street)
    await street.run(QIAN, wish_takeups.give_back, given_back, "缺货")
    done = await taken(street, QIAN_2)
    await taken(street, SUN)
    street.clock.moment = at("2026-11-20", "21:00")
    await street.run(QIAN, wish_takeups.fulfil, done, "送到了", [PHOTO])
    await street.run(OWNER, case_rating.rate, await number_of(street, done), 5)
    street.clock.moment = at("2026-12-01")
    await street.run(OWNER, wish_takeups.thank, done, "谢谢")

    ((_, name, months),) = [(one.role, one.name, one.months) for one in await street.run(QIAN, wish_month.came_of_ours)]

    assert (name, len(months)) == ("春风眼镜公司", 6)
    assert months[-2:] == (Month(date(2026, 11, 1), 3, 1, 0, 2.5), Month(date(2026, 12, 1), 0, 0, 1, None))


async def test_the_month_is_told_on_the_first_to_those_for_whom_something_happened(street: Street) -> None:
    await taken(street)
    first = at("2026-12-01").date()
    street.clock.moment = at("2026-12-01")

    assert await street.door.act(wish_month.tell_month, at("2026-11-30").date()) == 0
    assert [await street.door.act(wish_month.tell_month, first) for _ in range(2)] == [2, 2]

    assert [row.chat_id for row in await street.pushed("wish_month")] == [QIAN, QIAN_2]
    assert (await street.run(SUN, wish_month.came_of_ours))[0].months[-2].taken == 0
    assert await street.run(WU, wish_month.came_of_ours) == ()
