"""The callback data of everything about wishes; apart, since a case's card leads to them too."""

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

LARGEST_ID = 2**63 - 1


class WishTap(CallbackData, prefix="w"):
    """`do`: of, offer, wall, done, ways (`code`: from which of the two), kinds, near, approve_list, ours, month, open,
    see (open from a list), photo, ask, reply, share, contact, show, or a move of domain/wish_flow. `code` is a wish's,
    or a case's number for of and offer; the place is in degrees. What is forged out of these bounds is no such tap."""

    do: str
    code: str = ""
    category: str = ""
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    after: int | None = Field(default=None, ge=0, le=LARGEST_ID)

    @property
    def place(self) -> tuple[float, float] | None:
        return (self.lat, self.lon) if self.lat is not None and self.lon is not None else None
