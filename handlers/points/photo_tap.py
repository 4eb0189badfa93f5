"""The callback data of everything about photo checks; apart, since a case's card leads to them too."""

from aiogram.filters.callback_data import CallbackData

from services.ports import Button
from services.texts import Speech


class PhotoTap(CallbackData, prefix="pk"):
    """`do`: mine, how, appeal; the community's: list, open, pair, rule. `value` is the round and what is ruled."""

    do: str
    number: str = ""
    value: str = ""


def photo_button(t: Speech, do: str, number: str = "") -> Button:
    """Its text is `photo-button-<do>`."""
    return Button(t.plain(f"photo-button-{do}"), PhotoTap(do=do, number=number).pack())
