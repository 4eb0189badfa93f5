"""The buttons of a form's card, and the keyboard under it."""

from collections.abc import Sequence

from aiogram.filters.callback_data import MAX_CALLBACK_LENGTH, CallbackData

from handlers.desk import Desk
from handlers.form.draft import Draft
from services.ports import Button, Keyboard

BUTTONS_PER_ROW = 2
LINES = "lines"
"""What a confirm card with many lines asks for once somebody wants to change one: which."""


class FormTap(CallbackData, prefix="f"):
    """A tap on a form's card. `draft` tells a card of this draft from an old one."""

    draft: str
    do: str
    piece: str = ""
    value: str = ""


SEPARATOR = FormTap.__separator__


def tap(draft: Draft, do: str, piece: str = "", value: str | int = "") -> str:
    """Callback data for a button of this draft's card, put together as the library does it, but with no model built
    for each: a card with a community's buttons is made twice for every tap on it."""
    parts = FormTap.__prefix__, draft.submission, do, piece, str(value)
    data = SEPARATOR.join(parts)
    if data.count(SEPARATOR) >= len(parts) or len(data.encode()) > MAX_CALLBACK_LENGTH:
        raise ValueError(f"a button cannot carry {data!r}")
    return data


def choices(
    draft: Draft, piece: str, options: list[tuple[str, str]], per_row: int = BUTTONS_PER_ROW
) -> list[tuple[Button, ...]]:
    """Rows of buttons for (value, text)."""
    return in_rows([Button(text, tap(draft, "pick", piece, value)) for value, text in options], per_row)


def in_rows(buttons: Sequence[Button], per_row: int = BUTTONS_PER_ROW) -> list[tuple[Button, ...]]:
    return [tuple(buttons[start : start + per_row]) for start in range(0, len(buttons), per_row)]


def lines_button(desk: Desk, draft: Draft) -> Button:
    """On a confirm card: the rest of what can be changed, in its place."""
    return Button(desk.t.plain("form-lines"), tap(draft, "edit", LINES))


def skip_row(desk: Desk, draft: Draft, piece: str) -> tuple[Button, ...]:
    return (Button(desk.t.plain("form-skip"), tap(draft, "skip", piece)),)


def place_keyboard(desk: Desk) -> Keyboard:
    """A keyboard that shares where the phone is."""
    return Keyboard(rows=((desk.t.plain("form-share-place"),),), asks="place")
