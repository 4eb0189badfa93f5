"""Pushes about somebody's own data."""

from collections.abc import Mapping
from typing import Any

from domain.notices import Notice
from handlers.desk import Reader
from services.ports import Message
from services.privacy.leftovers import LAST_WORD
from services.visit.visit_facts import building_of


async def erased(reader: Reader, values: Mapping[str, Any]) -> Message:
    """The last word in a chat; everything above it goes."""
    return Message(text=reader.t("erased-last-word"), card=LAST_WORD, fresh=True)


async def resident_erased(reader: Reader, values: Mapping[str, Any]) -> Message:
    compound, building = await reader.act.look(building_of, values["building"])
    return Message(text=reader.t("resident-erased", compound=compound, building=building))


COMPOSERS = {
    Notice.ERASED: erased,
    Notice.RESIDENT_ERASED: resident_erased,
}
