"""The question to a reporter whose case was drawn to be called back about."""

from collections.abc import Mapping
from typing import Any

from domain.callback_errors import CallbackOver
from domain.errors import NotFound
from handlers.case.callback_cards import answer_rows
from handlers.clip import short
from handlers.desk import Reader
from services.case import case_callback_views, case_views
from services.ports import Message


async def callback_asked(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """Nothing once it was answered, or the case goes on."""
    number = values["number"]
    try:
        await reader.act.look(case_callback_views.is_asked, number)
    except (NotFound, CallbackOver):
        return None
    card = await reader.act.look(case_views.case_card, number)
    text = reader.t("notice-callback-asked", number=number, words=short(card.words))
    return Message(text=text, buttons=answer_rows(reader, number), card=f"callback-asked:{number}", fresh=True)
