"""The sender with something that takes a while: how far it is stands on one card, then the thing itself comes."""

from pathlib import Path

from bot.updates.compose import composer
from services.ports import Message
from services.roster import roster_export
from tests.support.copies import street_copy
from tests.support.mouth import Said, ScriptedMouth, reply, sender
from tests.support.street import COMMUNITY, ZHOU, at


async def test_a_roster_is_given_out_step_by_step_on_one_card(tmp_path: Path) -> None:
    street, mouth = await street_copy(tmp_path, at("2026-11-18")), ScriptedMouth()
    delivery = sender(street, mouth, tmp_path)
    delivery.compose = composer(street.door)
    await reply(street, ZHOU, Message(text="正在准备", card="roster"))
    await street.run(ZHOU, roster_export.give_out, COMMUNITY)

    while await delivery.deliver():
        pass

    await street.door.database.close()
    start, *steps, end = mouth.said
    assert start == Said(ZHOU, "正在准备")
    assert [(one.card, one.text[:4]) for one in steps] == [(1, "正在准备")] * 3
    assert (end.card, end.fresh, "长江社区的花名册" in end.text) == (1, True, True)
