"""The callback data of looks; apart, since a case's card leads to them too."""

from aiogram.filters.callback_data import CallbackData


class LookTap(CallbackData, prefix="lk"):
    """`do`: open, gone, there."""

    do: str
    number: str
