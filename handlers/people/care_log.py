"""The log of looks at care data, as the street's admin reads it: newest first, of one person, one door or one day."""

from dataclasses import replace
from datetime import date

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from handlers.desk import Desk, Reader, Replies
from handlers.when import at_moment, on_day
from services import care_log
from services.care_log import Asked, Entry, LogPage
from services.ports import Button, Message

router = Router(name="care_log")
CARD = "care_log"
FIRST_DAY = 19700101


class LogTap(CallbackData, prefix="cl"):
    """`do`: page, newer, by_who, by_home, by_day. `start` is the entry from which it goes on, 0: the newest. `who`,
    `home` and `day` (20261118) are what is asked for, 0: all."""

    do: str
    start: int = 0
    who: int = 0
    home: int = 0
    day: int = 0

    @property
    def asked(self) -> Asked:
        return Asked(self.who or None, self.home or None, _day(self.day))


def _day(digits: int) -> date | None:
    """None for what is no day: a forged one asks for all."""
    try:
        return date.fromisoformat(str(digits)) if digits >= FIRST_DAY else None
    except ValueError:
        return None


async def show_care_log(desk: Desk) -> Replies:
    return replace(await _card(desk, LogTap(do="page")), fresh=True)


@router.message(Command("care_log"))
async def command(message: Incoming, desk: Desk) -> Replies:
    return await show_care_log(desk)


@router.callback_query(LogTap.filter(F.do.in_({"page", "newer"})))
async def turn(query: CallbackQuery, desk: Desk, callback_data: LogTap) -> Replies:
    return await _card(desk, callback_data)


@router.callback_query(LogTap.filter(F.do.in_({"by_who", "by_home", "by_day"})))
async def choose(query: CallbackQuery, desk: Desk, callback_data: LogTap) -> Replies:
    """What to look at alone, of what the page shows."""
    t, by, here = desk.t, callback_data.do, callback_data.model_copy(update={"do": "page"})
    offers = _offers(desk, by, await _page(desk, here))
    rows = [(Button(text, here.model_copy(update={"start": 0} | only).pack()),) for text, only in offers.items()]
    back = (Button(t.plain("care-log-back"), here.pack()),)
    return Message(text=t(f"care-log-{by}"), buttons=(*rows, back), card=CARD)


def _offers(desk: Desk, do: str, found: LogPage) -> dict[str, dict[str, int]]:
    t, ctx = desk.t, desk.act.ctx
    offers: dict[str, dict[str, int]] = {}
    for one in found.entries:
        day = one.at.astimezone(ctx.zone).date()
        match do:
            case "by_who":
                offers[one.name or t.plain("visit-no-name")] = {"who": one.who}
            case "by_home" if one.household is not None:
                offers[t.plain("care-log-home", place=one.place, household=one.household)] = {"home": one.household}
            case "by_day":
                offers[on_day(t, day, ctx.today)] = {"day": int(f"{day:%Y%m%d}")}
    return offers


async def _page(desk: Desk, tap: LogTap) -> LogPage:
    return await desk.act.look(care_log.page, tap.asked, tap.start or None, newer=tap.do == "newer")


async def _card(desk: Desk, tap: LogTap) -> Message:
    t, found = desk.t, await _page(desk, tap)
    narrowed = tap.who or tap.home or tap.day
    lines = [t("care-log-title"), *([t("care-log-narrowed")] if narrowed else []), ""]
    lines += [_line(desk, one) for one in found.entries] or [t("care-log-none")]
    turns = [
        Button(t.plain(key), tap.model_copy(update={"do": do, "start": start}).pack())
        for key, do, start in (("list-back", "newer", found.newer), ("list-more", "page", found.older))
        if start is not None
    ]
    rows = [tuple(turns), _by(desk, tap, found)]
    if narrowed:
        rows.append((Button(t.plain("care-log-all"), LogTap(do="page").pack()),))
    return Message(text="\n".join(lines), buttons=tuple(row for row in rows if row), card=CARD)


def _by(desk: Desk, tap: LogTap, found: LogPage) -> tuple[Button, ...]:
    """What this page can be narrowed by."""
    if not found.entries:
        return ()
    here = {"start": found.entries[0].id}
    taps = {what: tap.model_copy(update=here | {"do": f"by_{what}"}) for what in ("who", "home", "day")}
    return tuple(Button(desk.t.plain(f"care-log-button-{what}"), one.pack()) for what, one in taps.items())


def _line(reader: Reader, one: Entry) -> str:
    t, ctx = reader.t, reader.act.ctx
    when = at_moment(t, one.at, reader.act.clock.now(), ctx.zone)
    place = t.plain("care-log-home", place=one.place, household=one.household) if one.household else one.place
    what = t.plain(f"looked-{one.what}")
    return t("care-log-line", when=when, name=one.name or t.plain("visit-no-name"), what=what, place=place)
