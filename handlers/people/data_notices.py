"""Pushes about somebody's own data."""

from collections.abc import Mapping
from typing import Any

from domain.errors import NotFound
from domain.notices import Notice
from handlers.desk import Reader
from services.ports import Bundle, Message
from services.privacy import export, export_pages
from services.privacy.leftovers import LAST_WORD
from services.visit.visit_facts import building_of


async def exported(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """The page, then the archives. Nothing for whoever has been erased since."""
    n, t, ctx = values["part"], reader.t, reader.act.ctx
    try:
        part = await reader.act.look(export.part, values["export"], n, values["first"], values["last"])
    except NotFound:
        return None
    if n == 0:
        html = export_pages.page(t, part.told, ctx.now, ctx.zone)
        name = t.plain("data-export-page")
        return Message(text=t("data-export-here", of=part.of - 1), bundle=Bundle(name, ((name, html),)))
    texts = (("data.json", export_pages.as_json(part.told)),) if part.told else ()
    name = t.plain("data-export-archive", number=n)
    return Message(text=t("data-export-part", number=n, of=part.of - 1), bundle=Bundle(name, texts, part.files))


async def erased(reader: Reader, values: Mapping[str, Any]) -> Message:
    """The last word in a chat; everything above it goes."""
    return Message(text=reader.t("erased-last-word"), card=LAST_WORD, fresh=True)


async def resident_erased(reader: Reader, values: Mapping[str, Any]) -> Message:
    compound, building = await reader.act.look(building_of, values["building"])
    return Message(text=reader.t("resident-erased", compound=compound, building=building))


COMPOSERS = {
    Notice.DATA_EXPORT: exported,
    Notice.ERASED: erased,
    Notice.RESIDENT_ERASED: resident_erased,
}
