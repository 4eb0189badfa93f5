""" "Not today" and "less of this" under every routine push, and the way to have it again."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from domain.errors import NotFound
from domain.notices import Notice
from domain.quieting import QUIET
from handlers.desk import Desk, Reader, Replies
from services import put_off, quiet
from services.ports import Button, Message

router = Router(name="quieting")
QUIET_BUTTONS = 2


class QuietTap(CallbackData, prefix="q"):
    """`do`: today, less, more, list. `push` is the row of the outbox that the button stands under."""

    do: str
    notice: str = ""
    push: int = 0

    def about(self) -> Notice:
        """What was forged sounds like what is not there."""
        if self.notice not in QUIET:
            raise NotFound
        return Notice(self.notice)


def with_quiet(reader: Reader, notice: Notice, push: int, message: Message) -> Message:
    t = reader.t
    row = (
        Button(t.plain("quiet-today"), QuietTap(do="today", notice=notice, push=push).pack()),
        Button(t.plain(f"quiet-less-{QUIET[notice].switch}"), QuietTap(do="less", notice=notice, push=push).pack()),
    )
    return replace(message, buttons=(*message.buttons, row))


@router.callback_query(QuietTap.filter(F.do == "today"))
async def not_today(query: CallbackQuery, desk: Desk, callback_data: QuietTap) -> Replies:
    notice = callback_data.about()
    await desk.act(put_off.not_today, notice, callback_data.push)
    own = f"quiet-today-{QUIET[notice].switch}"
    return Message(toast=desk.t.plain(own if desk.t.knows(own) else "quiet-today-done"), alert=True)


@router.callback_query(QuietTap.filter(F.do == "less"))
async def less(query: CallbackQuery, desk: Desk, callback_data: QuietTap) -> Replies:
    notice = callback_data.about()
    await desk.act(put_off.less, notice)
    switch = QUIET[notice].switch
    return Message(text=desk.t(f"quiet-off-{switch}"), buttons=(_more(desk, switch, "quiet-more"),), card=_card(switch))


@router.callback_query(QuietTap.filter(F.do == "more"))
async def more(query: CallbackQuery, desk: Desk, callback_data: QuietTap) -> Replies:
    switch = QUIET[callback_data.about()].switch
    await desk.act(quiet.switch_on, switch)
    what = desk.t.plain(f"quiet-what-{switch}")
    return Message(text=desk.t("quiet-on", what=what), card=_card(switch))


@router.callback_query(QuietTap.filter(F.do == "list"))
async def switched_off(query: CallbackQuery, desk: Desk, callback_data: QuietTap) -> Replies:
    """All that the person wants less of, each with the button that has it come again."""
    off = await desk.act.look(quiet.switched_off)
    rows = tuple(_more(desk, switch, f"quiet-what-{switch}") for switch in off)
    return Message(text=desk.t("quiet-list-title" if off else "quiet-list-none"), buttons=rows, card="settings")


def _more(desk: Desk, switch: Notice, text: str) -> tuple[Button, ...]:
    return (Button(desk.t.plain(text), QuietTap(do="more", notice=switch).pack()),)


def _card(switch: Notice) -> str:
    return f"quiet:{switch}"
