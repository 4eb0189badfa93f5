"""Lists of cases in chat: one's own, the desk's queue, and what a search finds."""

import re
import unicodedata
from typing import ClassVar

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from domain.case_flow import CaseState
from handlers.back import CASES, at_page
from handlers.beside import remember, remembered
from handlers.case.case_cards import CaseTap, case_card
from handlers.case.case_list_cards import found_card, my_cases_card, packed, queue_card, unpacked
from handlers.clip import clip
from handlers.desk import Desk, Replies
from handlers.form import forms
from handlers.form.form_router import old_card
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Kind
from handlers.numbers import number_in
from handlers.visit.found_homes import asks_for_homes, by_grid, home_called
from services.case import case_find, case_lists
from services.case.case_find import Wanted
from services.case.case_lists import Scope, Turn
from services.ports import Message

LINE = 60
WORDS = 6
APART = re.compile(r"[\s,，、;；。]+")

router = Router(name="queue")


async def show_mine(desk: Desk, turn: Turn | None = None, *, fresh: bool = False) -> Message:
    await at_page(desk, CASES, CaseTap(do="list", value=packed(turn) if turn else "").pack())
    return my_cases_card(desk, await desk.act.look(case_lists.my_cases, turn), fresh=fresh)


async def show_queue(desk: Desk, scope: Scope = Scope.ALL, turn: Turn | None = None, *, fresh: bool = False) -> Message:
    """What else there is to look at is counted for the first page only."""
    page = await desk.act.look(case_lists.desk_queue, scope, turn)
    counts = await desk.act.look(case_lists.counts) if turn is None else None
    await at_page(desk, CASES, CaseTap(do="queue", value=f"{scope}.{packed(turn) if turn else ''}").pack())
    return queue_card(desk, page, scope, counts, fresh=fresh)


@router.callback_query(CaseTap.filter(F.do == "list"))
async def my_cases(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    return await show_mine(desk, unpacked(callback_data.value))


@router.callback_query(CaseTap.filter(F.do == "queue"))
async def desk_queue(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    name, _, turn = callback_data.value.partition(".")
    scope = Scope(name) if name in list(Scope) else Scope.ALL
    return await show_queue(desk, scope, unpacked(turn))


@router.message(Command("find"))
async def find(message: Incoming, desk: Desk, command: CommandObject) -> Replies:
    return await show_found(desk, command.args) if command.args else await start_find(desk)


@router.callback_query(CaseTap.filter(F.do == "find"))
async def find_on(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    """Further back with the same line, its first page, or a new one."""
    turn, line = unpacked(callback_data.value), await remembered(desk, "find")
    if callback_data.value == "again":
        return await start_find(desk)
    here = turn is not None or callback_data.value == "here"
    return await show_found(desk, line, turn) if here and line else old_card(desk)


async def start_find(desk: Desk) -> tuple[Message, ...]:
    return await forms.start(desk, Draft(FindForm.name))


async def show_found(desk: Desk, line: str, turn: Turn | None = None) -> Message:
    """A number opens its case, an address the household behind that door; anything else is looked for."""
    number = number_in(line)
    if number is not None:
        return await case_card(desk, number, fresh=True)
    home = await home_called(desk, line) if turn is None else None
    if home is not None:
        return home
    line = clip(" ".join(line.split()), LINE)
    await remember(desk, "find", line)
    await at_page(desk, CASES, CaseTap(do="find", value=packed(turn) if turn else "here").pack())
    found = await desk.act.look(case_find.find, wanted_in(desk, line), turn.id if turn else None)
    older = None
    if found.after is not None:
        key = "find-older" if found.looked_through else "list-more"
        older = (desk.t.plain(key), CaseTap(do="find", value=packed(Turn(found.after))).pack())
    return found_card(desk, line, found.rows, older, fresh=turn is None)


def wanted_in(desk: Desk, line: str) -> Wanted:
    """Names of states and categories are told from other words by the names themselves, in the reader's language."""
    words, states, categories = [], [], []
    for word in APART.split(unicodedata.normalize("NFKC", line).casefold().strip())[:WORDS]:
        named = [state for state in CaseState if _names(desk.t.plain(f"state-{state}"), word)]
        about = [
            c.key for c in desk.act.ctx.settings.cases.categories if _names(desk.t.plain(f"category-{c.key}"), word)
        ]
        states += named
        categories += [] if named else about
        words += [] if named or about or not word else [word]
    return Wanted(tuple(words), tuple(states), tuple(categories))


def _names(label: str, word: str) -> bool:
    """Whether `word` is a part of the label, or at least half of one."""
    return len(word) > 1 and any(word in part and 2 * len(word) >= len(part) for part in APART.split(label.casefold()))


class FindForm(Form):
    """One question, no confirming."""

    name = "find"
    takes: ClassVar = {Kind.WORDS: "line"}

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return None if draft.pieces.get("line") else "line"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        if not asks_for_homes(desk):
            return Message(text=desk.t("find-ask"))
        rows = (by_grid(desk),) if by_grid(desk) else ()
        return Message(text=f"{desk.t('find-ask')}\n{desk.t('find-ask-home')}", buttons=rows)

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        return Message(text=desk.t("find-ask"))

    def completes(self, desk: Desk, draft: Draft) -> bool:
        return True

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        line = draft.pieces["line"]
        return Message(text=desk.t("find-looked", line=clip(line, LINE)), card=draft.card), await show_found(desk, line)


register(FindForm())
