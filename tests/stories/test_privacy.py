"""What somebody may not see is not shown, by whatever way they ask."""

from tests.support.house import House


async def test_a_stranger_has_no_cases_of_their_own(house: House) -> None:
    """Needs found on visits have no reporter, and whom nobody knows is nobody either: they are not the same."""
    newcomer = await house.newcomer()

    await newcomer.say("/my")

    answer = await newcomer.hears("您还没有提过诉求")
    assert "reply_markup" not in answer
