"""Stations in chat: the nearest by a shared place, a check-in by the day's code or by being there, what is broken."""

import re
from typing import Any, ClassVar

from aiogram import F, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from domain.station_errors import CheckedInToday
from handlers.begin import begin
from handlers.desk import Desk, Replies
from handlers.form import drafts, forms
from handlers.form.buttons import place_keyboard
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Input, Kind
from handlers.station import station_cards as cards
from handlers.station.station_cards import StationTap
from services.ports import Message
from services.station import check_ins, faults, stations
from services.station.check_ins import LINK

UNIT = re.compile(r"[0-9]{1,9}")

router = Router(name="stations")


class NearestForm(Form):
    """A place finds the nearest, and whoever is at one may check in; the day's code checks in wherever it was read."""

    name = "nearest"
    takes: ClassVar = {Kind.PLACE: "place", Kind.WORDS: "code"}
    sealed = frozenset({"code"})

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return None if draft.pieces.get("place") or draft.pieces.get("done") else "place"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        return Message(text=desk.t("stations-ask"), keyboard=place_keyboard(desk))

    def piece_for(self, draft: Draft, given: Input) -> str | None:
        """Only what looks like a code is one."""
        if given.kind is Kind.WORDS and not check_ins.looks_like_code(given.value):
            return None
        return super().piece_for(draft, given)

    async def other(self, desk: Desk, draft: Draft, inputs: list[Input]) -> tuple[Message, ...]:
        """Whoever says something else means something else."""
        if not inputs:
            return await super().other(desk, draft, inputs)
        await drafts.drop(desk)
        said = await begin(desk, inputs)
        return said if isinstance(said, tuple) else (said,) if said else ()

    def completes(self, desk: Desk, draft: Draft) -> bool:
        return True

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        """A wrong code is said at once, and another may be typed."""
        if piece == "code":
            done = await desk.act(check_ins.by_code, value)
            draft.pieces["done"] = [done.station, done.points]
        else:
            await super().put(desk, draft, piece, value)

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        return Message(text=desk.t("stations-ask"))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        if done := draft.pieces.get("done"):
            return (cards.checked_in(desk, check_ins.CheckedIn(*done)),)
        place = draft.pieces["place"]
        found = await desk.act.look(stations.nearest, place["lat"], place["lon"])
        at = await desk.act.look(check_ins.here, place["lat"], place["lon"])
        return (cards.nearest_card(desk, found, at, draft.card),)


register(NearestForm())


async def start_nearest(desk: Desk) -> tuple[Message, ...]:
    return await forms.start(desk, Draft(NearestForm.name))


async def show_station(desk: Desk, payload: str) -> Replies:
    """What it offers, and where it is. For everybody: nothing about whoever asks is kept."""
    card = await desk.act.look(stations.station, int(payload) if UNIT.fullmatch(payload) else 0)
    return cards.station_card(desk, card), cards.pin(card)


@router.message(CommandStart(deep_link=True, magic=F.args.startswith(LINK)))
async def scanned(message: Incoming, desk: Desk, command: CommandObject) -> Replies:
    """The day's code as a QR."""
    return cards.checked_in(desk, await desk.act(check_ins.by_code, command.args or ""))


@router.callback_query(StationTap.filter(F.do == "near"))
async def near(query: CallbackQuery, desk: Desk) -> Replies:
    return await start_nearest(desk)


@router.callback_query(StationTap.filter(F.do == "open"))
async def open_station(query: CallbackQuery, desk: Desk, callback_data: StationTap) -> Replies:
    return await show_station(desk, str(callback_data.unit))


@router.callback_query(StationTap.filter(F.do == "here"))
async def check_in(query: CallbackQuery, desk: Desk, callback_data: StationTap) -> Replies:
    try:
        return cards.checked_in(desk, await desk.act(check_ins.by_place, callback_data.unit, callback_data.value))
    except CheckedInToday as before:
        return Message(toast=desk.t.plain(before.key, **before.values), alert=True)


@router.callback_query(StationTap.filter(F.do == "broken"))
async def broken(query: CallbackQuery, desk: Desk, callback_data: StationTap) -> Replies:
    """A case by one tap; the card shows it at once."""
    unit, key = callback_data.unit, callback_data.value
    before = await desk.act.look(stations.station, unit)
    what = next((one.key for one in before.provisions if one.key == key), "table")
    words = desk.t.plain("fault-words", station=before.name, what=desk.t.plain(f"provision-{what}"))
    fault = await desk.act(faults.report_fault, unit, key, words)
    toast = desk.t.plain("fault-known" if fault.known else "fault-filed", number=fault.number)
    return cards.station_card(desk, await desk.act.look(stations.station, unit), fresh=False, toast=toast)


@router.callback_query(StationTap.filter(F.do == "code"))
async def code(query: CallbackQuery, desk: Desk, callback_data: StationTap) -> Replies:
    return cards.code_card(desk, await desk.act.look(check_ins.day_code, callback_data.unit))
