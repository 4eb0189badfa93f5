"""The pushes about visits, composed when they are sent. None: there is nothing (left) to tell."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any

from domain.notices import Notice
from handlers.desk import Reader
from handlers.visit.names import rule_name
from handlers.visit.visit_cards import WalkTap, pressing_first, stop_buttons, stop_lines, walk_heading
from services.ports import Button, Message
from services.visit import visit_digest
from services.visit.visit_views import Walk, WalkStop


async def digest(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """Good morning: today's walk, overdue first, the first few by name; on its days what ends soon."""
    t, day = reader.t, date.fromisoformat(values["day"])
    found = await reader.act.look(visit_digest.digest, _reader_id(reader), day)
    if found is None:
        return None
    late = [t("visit-caught-up")] if values["late"] else []
    ending = [t("visit-ending", rule=rule_name(reader, rule), count=count) for rule, count in found.ending]
    lines = [t("visit-digest-hello"), *late, *walk_heading(reader, found.walk), *ending]
    return _reminder(reader, lines, found.walk, pressing_first(found.walk))


async def remainder(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """What is still open this afternoon."""
    t, day = reader.t, date.fromisoformat(values["day"])
    walk = await reader.act.look(visit_digest.remainder, _reader_id(reader), day)
    if walk is None:
        return None
    late = [t("visit-caught-up")] if values["late"] else []
    lines = [*late, t("visit-remainder-title", left=len(walk.left))]
    return _reminder(reader, lines, walk, pressing_first(walk))


def _reminder(reader: Reader, lines: list[str], walk: Walk, stops: tuple[WalkStop, ...]) -> Message:
    """Both are the walk's card, moved to the bottom."""
    t, shown = reader.t, stops[: reader.act.ctx.settings.visits.reminders.digest_shows]
    text = "\n".join([*lines, *stop_lines(reader, shown)])
    more = Button(t.plain("visit-button-all", count=len(walk.stops)), WalkTap(do="walk").pack())
    return Message(text=text, buttons=(*stop_buttons(reader, shown), (more,)), card="walk", fresh=True)


def _reader_id(reader: Reader) -> int:
    return reader.actor.person_id or 0


COMPOSERS: dict[Notice, Callable[[Reader, Mapping[str, Any]], Awaitable[Message | None]]] = {
    Notice.VISIT_DIGEST: digest,
    Notice.VISIT_REMAINDER: remainder,
}
