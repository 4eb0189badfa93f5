"""Pushes about numbers: the worker is asked whether they know somebody; that somebody hears what came of it."""

from collections.abc import Mapping
from typing import Any

from aiogram.filters.callback_data import CallbackData

from handlers.case.case_cards import CaseTap
from handlers.desk import Reader
from services.people import phones
from services.ports import Button, Message


class PhoneTap(CallbackData, prefix="ph"):
    """`do`: yes, no. `claim` names the question, `number` the case that it is about."""

    do: str
    claim: int
    number: str


async def phone_claimed(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """Nothing of the person who asks is told: the worker calls the number that was left with the case."""
    number, claim = values["number"], values["claim"]
    if not await reader.act.look(phones.is_open, claim):
        return None
    t = reader.t
    yes, no = (
        Button(t.plain(f"phone-{do}"), PhoneTap(do=do, claim=claim, number=number).pack()) for do in ("yes", "no")
    )
    whose = Button(t.plain("case-contact"), CaseTap(do="contact", number=number).pack())
    text = t("notice-phone-claimed", number=number)
    return Message(text=text, buttons=((yes, no), (whose,)), card=f"claim:{claim}", fresh=True)


async def phone_answered(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    count = values["count"]
    return Message(text=reader.t("notice-phone-linked", count=count) if count else reader.t("notice-phone-unknown"))
