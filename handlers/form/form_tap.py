"""The callback data of forms, and buttons made of it."""

from aiogram.filters.callback_data import CallbackData

from handlers.form.draft import Draft
from services.ports import Button

BUTTONS_PER_ROW = 2


class FormTap(CallbackData, prefix="f"):
    """A tap on a form's card. `draft` tells a card of this draft from an old one."""

    draft: str
    do: str
    piece: str = ""
    value: str = ""


def tap(draft: Draft, do: str, piece: str = "", value: str | int = "") -> str:
    """Callback data for a button of this draft's card."""
    return FormTap(draft=draft.submission, do=do, piece=piece, value=str(value)).pack()


def choices(
    draft: Draft, piece: str, options: list[tuple[str, str]], per_row: int = BUTTONS_PER_ROW
) -> list[tuple[Button, ...]]:
    """Rows of buttons for (value, text)."""
    buttons = [Button(text, tap(draft, "pick", piece, value)) for value, text in options]
    return [tuple(buttons[start : start + per_row]) for start in range(0, len(buttons), per_row)]
