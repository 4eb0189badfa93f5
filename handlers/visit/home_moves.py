"""Moving a household, in chat: from its card or its grid's, to another grid or another door; looked at, then done."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.errors import NotFound
from domain.handover_errors import HomeMovedOn
from domain.notices import Notice
from handlers.desk import Desk, Reader, Replies
from handlers.form import forms
from handlers.form.buttons import tap
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Kind
from handlers.visit.home_cards import (
    HomeMoveTap,
    address_line,
    grids_card,
    people_card,
    pick_card,
    preview_lines,
    street_button,
    where_card,
)
from handlers.visit.person_move_form import PersonMoveForm
from handlers.visit.visit_cards import HomeTap
from services.ports import Button, Message
from services.visit import handover, home_choices, home_moves, visits
from services.visit.home_moves import Stood
from services.visit.home_places import Target

router = Router(name="home_moves")


class HomeMoveForm(Form):
    """`household`, where it `stood`, and the `grid` or the `building` it goes to are there from the start; a building
    asks for the door."""

    name = "home_move"
    takes: ClassVar = {Kind.WORDS: "door"}
    sealed = frozenset({"door"})
    cancelled = "home-move-left"

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return "door" if "building" in draft.pieces and "door" not in draft.pieces else None

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        compound, building = await desk.act.look(home_moves.building_name, draft.pieces["building"])
        return Message(text=desk.t("home-move-ask-door", compound=compound, building=building))

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        """A door that cannot be is refused where it was asked for."""
        to = Target(building_id=draft.pieces.get("building"), door=value)
        if to.building_id is not None:
            await desk.act.look(home_moves.preview, draft.pieces["household"], to)
        await super().put(desk, draft, piece, value)

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        found = await desk.act(home_moves.look_at, draft.pieces["household"], _target(draft))
        sure = Button(desk.t.plain("home-move-sure"), tap(draft, "send"))
        return Message(text="\n".join(preview_lines(desk, found)), buttons=((sure,),))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        """Whoever comes second is shown where it stands now."""
        home, t = draft.pieces["household"], desk.t
        try:
            await desk.act(home_moves.move, home, Stood(*draft.pieces["stood"]), _target(draft))
        except HomeMovedOn as refusal:
            again = Button(t.plain("home-move-again"), HomeMoveTap(do="home", id=home).pack())
            return (Message(text=t(refusal.key), buttons=((again,),), card=draft.card),)
        return (Message(text=t("home-move-done"), card=draft.card),)


def _target(draft: Draft) -> Target:
    pieces = draft.pieces
    return Target(pieces.get("grid"), pieces.get("building"), pieces.get("door"))


register(HomeMoveForm())


async def _start(desk: Desk, form: str, household_id: int, **where: int) -> Replies:
    home = await desk.act.look(home_moves.movable, household_id)
    pieces = {"household": home.id, "stood": [home.grid_id, home.building_id], **where}
    return await forms.start(desk, Draft(form, pieces=pieces))


@router.callback_query(HomeMoveTap.filter(F.do == "of"))
async def grids_of_office(query: CallbackQuery, desk: Desk, callback_data: HomeMoveTap) -> Replies:
    page = await desk.act.look(home_choices.own_grids, callback_data.after)
    return pick_card(desk, page, "home-move-which-grid", callback_data, "in")


@router.callback_query(HomeMoveTap.filter(F.do == "in"))
async def buildings_in(query: CallbackQuery, desk: Desk, callback_data: HomeMoveTap) -> Replies:
    page = await desk.act.look(home_choices.buildings_in, callback_data.id, callback_data.after)
    return pick_card(desk, page, "home-move-which-building", callback_data, "doors")


@router.callback_query(HomeMoveTap.filter(F.do == "doors"))
async def doors(query: CallbackQuery, desk: Desk, callback_data: HomeMoveTap) -> Replies:
    tap = callback_data
    page = await desk.act.look(home_choices.doors_in, tap.id, tap.to, tap.after)
    return pick_card(desk, page, "home-move-which-door", tap, "home")


@router.callback_query(HomeMoveTap.filter(F.do == "home"))
async def where(query: CallbackQuery, desk: Desk, callback_data: HomeMoveTap) -> Replies:
    return where_card(desk, await desk.act.look(home_choices.where, callback_data.id), callback_data)


@router.callback_query(HomeMoveTap.filter(F.do == "grids"))
async def grids(query: CallbackQuery, desk: Desk, callback_data: HomeMoveTap) -> Replies:
    tap = callback_data
    return grids_card(desk, await desk.act.look(home_choices.grids, tap.id, tap.after), tap)


@router.callback_query(HomeMoveTap.filter(F.do == "people"))
async def people(query: CallbackQuery, desk: Desk, callback_data: HomeMoveTap) -> Replies:
    """Who lives there is care data: the look is written down."""
    return people_card(desk, await desk.act(visits.household, callback_data.id), callback_data)


@router.callback_query(HomeMoveTap.filter(F.do == "compounds"))
async def compounds(query: CallbackQuery, desk: Desk, callback_data: HomeMoveTap) -> Replies:
    tap = callback_data
    page = await desk.act.look(home_choices.compounds, tap.id, tap.after)
    card = pick_card(desk, page, "home-move-which-compound", tap, "buildings")
    alone_and_no_more = tap.who and page.after is None
    return replace(card, buttons=(*card.buttons, (street_button(desk, tap),))) if alone_and_no_more else card


@router.callback_query(HomeMoveTap.filter(F.do == "buildings"))
async def buildings(query: CallbackQuery, desk: Desk, callback_data: HomeMoveTap) -> Replies:
    tap = callback_data
    page = await desk.act.look(home_choices.buildings, tap.id, tap.to, tap.after)
    return pick_card(desk, page, "home-move-to-building", tap, "building")


@router.callback_query(HomeMoveTap.filter(F.do == "grid"))
async def to_grid(query: CallbackQuery, desk: Desk, callback_data: HomeMoveTap) -> Replies:
    return await _start(desk, HomeMoveForm.name, callback_data.id, grid=callback_data.to)


@router.callback_query(HomeMoveTap.filter(F.do == "building"))
async def to_building(query: CallbackQuery, desk: Desk, callback_data: HomeMoveTap) -> Replies:
    tap = callback_data
    if tap.who:
        return await _start(desk, PersonMoveForm.name, tap.id, building=tap.to, who=tap.who)
    return await _start(desk, HomeMoveForm.name, tap.id, building=tap.to)


async def home_moved(reader: Reader, values: Mapping[str, Any]) -> Message:
    """To who looks after it now with the way to its card; to who no longer does, without the door."""
    t, home = reader.t, values["household"]
    who = "person" if values.get("alone") else "home"
    try:
        address = await reader.act.look(home_moves.address_for, home)
    except NotFound:
        compound, building = await reader.act.look(home_moves.building_name, values["building"])
        grid = await reader.act.look(handover.name_of, values["to"])
        return Message(text=t(f"notice-{who}-moved-from", compound=compound, building=building, grid=grid))
    grid = await reader.act.look(handover.name_of, values["was"])
    look = Button(t.plain("home-move-look"), HomeTap(do="open", household=home).pack())
    text = t(f"notice-{who}-moved-to", home=address_line(reader, address), grid=grid)
    return Message(text=text, buttons=((look,),))


COMPOSERS = {Notice.HOME_MOVED: home_moved}
