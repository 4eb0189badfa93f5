"""One tap thanks the rider who reported what the reader met too; the rider is told once, without a name."""

from collections.abc import Mapping
from typing import Any

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.case.case_cards import CaseTap, case_card
from handlers.desk import Desk, Reader, Replies
from handlers.rider.rider_cards import button
from services.case import case_thanks
from services.ports import Message

router = Router(name="thanks")


@router.callback_query(CaseTap.filter(F.do == "thank"))
async def thank(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    await desk.act(case_thanks.thank, callback_data.number)
    return await case_card(desk, callback_data.number, toast=desk.t.plain("case-thanked"))


async def rider_thanked(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """How many thank by now; None: they have left the case meanwhile."""
    count = await reader.act.look(case_thanks.received, values["number"])
    if not count:
        return None
    text = reader.t("notice-rider-thanked", number=values["number"], count=count)
    return Message(text=text, buttons=((button(reader, "points"),),))
