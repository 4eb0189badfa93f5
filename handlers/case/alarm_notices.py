"""The pushes about deadlines of cases, composed when they are sent. None: it was done meanwhile."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.errors import NotFound
from domain.notices import Notice
from handlers.case.case_cards import CaseTap, render
from handlers.clip import short
from handlers.desk import Reader
from handlers.menu import MenuTap
from handlers.quieting import QUIET_BUTTONS
from services.case import case_alarm_views, case_street, case_views
from services.case.case_alarm_views import Alarmed
from services.ports import Button, Message

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def alarms(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """One case with its card; several as a list, the longest overdue first, with a button for all."""
    since, at = (datetime.fromisoformat(moment) for moment in (values.get("since", values["at"]), values["at"]))
    found = await reader.act.look(case_alarm_views.told_together, since, at)
    if len(found) == 1:
        return await _one(reader, found[0])
    return _list(reader, found) if found else None


async def alarm(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """An urgent one, with its card."""
    found = await reader.act.look(case_alarm_views.told_alone, values["alarm"])
    return await _one(reader, found) if found else None


async def _one(reader: Reader, one: Alarmed) -> Message | None:
    try:
        card = await reader.act.look(case_views.case_card, one.number)
    except NotFound:
        return None
    message, t = render(reader, card, fresh=True, spare=QUIET_BUTTONS), reader.t
    late = [t("alarm-caught-up")] if one.late else []
    lines = [*late, t("alarm-one", number=one.number, how=_how(reader, one)), t(f"alarm-for-{one.level}")]
    return replace(message, text="\n".join([*lines, "", message.text]))


def _list(reader: Reader, found: Sequence[Alarmed]) -> Message:
    t, shown = reader.t, found[: reader.act.ctx.settings.cases.deadlines.list_shows]
    late = [t("alarm-caught-up")] if any(one.late for one in found) else []
    lines = [t("alarm-row", number=one.number, how=_how(reader, one)) for one in shown]
    buttons = [_open(one.number, one.words) for one in shown]
    buttons.append((Button(t.plain("alarm-all"), MenuTap(do="queue").pack()),))
    text = "\n".join([*late, t("alarm-many", count=len(found)), "", *lines])
    return Message(text=text, buttons=tuple(buttons), card="list", fresh=True)


def _open(number: str, words: str) -> tuple[Button, ...]:
    return (Button(f"{number} {short(words)}", CaseTap(do="open", number=number).pack()),)


def _how(reader: Reader, one: Alarmed) -> str:
    """How long is left, or how late it is, in plain words."""
    left = one.due_at - reader.act.clock.now()
    key = "left" if left > timedelta() else "over"
    return reader.t.plain(f"alarm-{one.clock}-{key}", span=_span(reader, abs(left)))


def _span(reader: Reader, span: timedelta) -> str:
    if span < HOUR:
        return reader.t.plain("span-minutes", count=max(1, span // timedelta(minutes=1)))
    if span < 2 * DAY:
        return reader.t.plain("span-hours", count=span // HOUR)
    return reader.t.plain("span-days", count=span // DAY)


async def street_waits(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """What nobody but the street can take over."""
    found = await reader.act.look(case_street.for_the_street)
    if not found:
        return None
    shown = found[: reader.act.ctx.settings.cases.deadlines.list_shows]
    buttons = tuple(_open(case.number, case.words) for case in shown)
    return Message(text=reader.t("alarm-street-waits", count=len(found)), buttons=buttons, card="list", fresh=True)


async def resumed(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """The date until which it waited has come: one case with its card, several as a list. What is no longer the
    reader's is left out."""
    t, cards = reader.t, []
    for number in values["number"].split():
        try:
            cards.append(await reader.act.look(case_views.case_card, number))
        except NotFound:
            continue
    if not cards:
        return None
    if len(cards) == 1:
        message = render(reader, cards[0], fresh=True, spare=QUIET_BUTTONS)
        return replace(message, text=f"{t('alarm-resumed', number=cards[0].number)}\n\n{message.text}")
    shown = cards[: reader.act.ctx.settings.cases.deadlines.list_shows]
    buttons = [_open(card.number, card.words) for card in shown]
    buttons.append((Button(t.plain("alarm-all"), MenuTap(do="queue").pack()),))
    return Message(text=t("alarm-resumed-many", count=len(cards)), buttons=tuple(buttons), card="list", fresh=True)


COMPOSERS: dict[Notice, Callable[[Reader, Mapping[str, Any]], Awaitable[Message | None]]] = {
    Notice.CASE_ALARM: alarm,
    Notice.CASE_ALARMS: alarms,
    Notice.CASE_STREET_WAITS: street_waits,
    Notice.CASE_RESUMED: resumed,
}
