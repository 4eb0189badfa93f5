"""The callback data of everything about wishes; apart, since a case's card leads to them too."""

from aiogram.filters.callback_data import CallbackData


class WishTap(CallbackData, prefix="w"):
    """`do`: of, offer, wall, kinds, near, done, approve_list, ours, month, open, photo, place, contact, show, or a move
    of domain/wish_flow. `code` is a wish's, or a case's number for of and offer; `place` "lat,lon", rounded."""

    do: str
    code: str = ""
    category: str = ""
    place: str = ""
    after: str = ""
