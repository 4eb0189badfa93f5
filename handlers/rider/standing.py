"""Where a rider stands among the others: the month's board by nickname, badges, and what they say of themselves."""

from typing import Any, ClassVar

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.desk import Desk, Replies
from handlers.form import forms
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Kind
from handlers.rider.rider_cards import RiderTap, button
from services.people import people
from services.ports import Button, Message
from services.rider import board
from services.streets import own_street

router = Router(name="standing")


class NicknameForm(Form):
    """One piece; what is no nickname is said at once, and another may be typed."""

    name = "nickname"
    takes: ClassVar = {Kind.WORDS: "nickname"}

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return None if draft.pieces.get("nickname") else "nickname"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        return Message(text=desk.t("nickname-ask"))

    def completes(self, desk: Desk, draft: Draft) -> bool:
        return True

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        await super().put(desk, draft, piece, await desk.act(board.stand_on_board, value))

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        return Message(text=desk.t("nickname-ask"))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        said = desk.t("nickname-done", nickname=draft.pieces["nickname"])
        return (Message(text=said, buttons=((button(desk, "board"),),), card=draft.card),)


register(NicknameForm())


@router.callback_query(RiderTap.filter(F.do == "board"))
async def show_board(query: CallbackQuery, desk: Desk) -> Replies:
    return await _board(desk)


async def _board(desk: Desk) -> Message:
    t, found = desk.t, await desk.act.look(board.board)
    lines = [t("board-title"), ""]
    lines += [t("board-line", place=n, nickname=name, points=points) for n, (name, points) in enumerate(found.rows, 1)]
    lines += [] if found.rows else [t("board-none")]
    lines += ["", t("board-mine", nickname=found.mine) if found.mine else t("board-not-on")]
    dos = ("nickname", "off_board") if found.mine else ("nickname",)
    rows = (tuple(button(desk, do) for do in dos), (button(desk, "badges"), button(desk, "back")))
    return Message(text="\n".join(lines), buttons=rows, card="points")


@router.callback_query(RiderTap.filter(F.do == "nickname"))
async def ask_nickname(query: CallbackQuery, desk: Desk) -> Replies:
    return await forms.start(desk, Draft(NicknameForm.name))


@router.callback_query(RiderTap.filter(F.do == "off_board"))
async def off_board(query: CallbackQuery, desk: Desk) -> Replies:
    await desk.act(board.leave_board)
    return await _board(desk)


@router.callback_query(RiderTap.filter(F.do == "badges"))
async def show_badges(query: CallbackQuery, desk: Desk) -> Replies:
    t = desk.t
    lines = [t("badges-title"), ""]
    for category, count, badge in await desk.act.look(board.badges):
        lines.append(t("badge-line", category=t.plain(f"category-{category}"), count=count, badge=badge))
    if len(lines) == 2:
        lines.append(t("badges-none", first=min(desk.act.ctx.settings.riders.badges)))
    return Message(text="\n".join(lines), buttons=((button(desk, "board"), button(desk, "back")),), card="points")


@router.callback_query(RiderTap.filter(F.do.in_({"about", "platform"})))
async def about(query: CallbackQuery, desk: Desk, callback_data: RiderTap) -> Replies:
    """Whom they ride for, then where; either can be left."""
    t = desk.t
    if callback_data.do == "about":
        keys = desk.act.ctx.settings.riders.platforms
        rows = [(Button(t.plain(f"platform-{key}"), RiderTap(do="platform", value=key).pack()),) for key in keys]
        return Message(text=t("about-platform"), buttons=tuple(rows), card="agreement")
    await desk.act(board.say_platform, callback_data.value)
    communities = await desk.act.look(people.communities, await desk.act.look(own_street))
    rows = [(Button(name, RiderTap(do="area", value=str(id_)).pack()),) for id_, name in communities]
    rows.append((Button(t.plain("about-anywhere"), RiderTap(do="area", value="0").pack()),))
    return Message(text=t("about-area"), buttons=tuple(rows), card="agreement")


@router.callback_query(RiderTap.filter(F.do == "area"))
async def area(query: CallbackQuery, desk: Desk, callback_data: RiderTap) -> Replies:
    communities = dict(await desk.act.look(people.communities, await desk.act.look(own_street)))
    chosen = int(callback_data.value) if callback_data.value.isdecimal() else 0
    await desk.act(board.say_area, chosen if chosen in communities else None)
    return Message(text=desk.t("about-done"), buttons=((button(desk, "hazard"),),), card="agreement")
