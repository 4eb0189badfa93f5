"""The pushes about leave, composed when they are sent, of the leave as it is then. None: it is no business of the
reader any more."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.errors import NotFound
from domain.notices import Notice
from handlers.desk import Reader
from handlers.visit.leave_cards import leave_card
from handlers.when import on_day
from services.ports import Message
from services.visit import leave_views

ENDED = frozenset({"not_needed", "cancelled", "returned"})
"""News that also goes to whom the leave does not concern any more."""
HEADLINES = {
    what: f"leave-news-{what}"
    for what in ("asked", "granted", "refused", "offered", "accepted", "declined", "cancelled", "returned")
}


async def leave_news(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    what = values["what"]
    try:
        found = await reader.act.look(leave_views.choices, values["leave"])
    except NotFound:
        return _not_needed(reader, values) if what in ENDED else None
    if what == "not_needed":
        return _not_needed(reader, values)
    return leave_card(reader, *found, headline=reader.t(HEADLINES[what]))


def _not_needed(reader: Reader, values: Mapping[str, Any]) -> Message:
    t, today = reader.t, reader.act.ctx.today
    first, last = (on_day(t, date.fromisoformat(values[end]), today) for end in ("first", "last"))
    return Message(text=t("leave-news-not_needed", first=first, last=last))


COMPOSERS = {Notice.LEAVE_NEWS: leave_news}
