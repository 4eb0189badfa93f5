"""What somebody may not see is not shown, by whatever way they ask."""

from services.points import points_views
from tests.support.house import House


async def test_a_stranger_has_no_cases_of_their_own(house: House) -> None:
    """Needs found on visits have no reporter, and whom nobody knows is nobody either: they are not the same."""
    newcomer = await house.newcomer()

    await newcomer.say("/my")

    answer = await newcomer.hears("您还没有提过诉求")
    assert "reply_markup" not in answer


async def test_the_streets_own_accounts_are_not_a_strangers_points(house: House) -> None:
    async with house.app.door.database.write() as session:
        purse = await house.app.door.within(session).look(points_views.balance)
    assert purse.balance == 0
