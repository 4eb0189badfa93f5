"""The callback data of everything about photo checks; apart, since a case's card leads to them too."""

from collections.abc import Mapping
from typing import Any

from aiogram.filters.callback_data import CallbackData

from domain.photo_check import About
from services.ports import Button
from services.texts import Speech


class PhotoTap(CallbackData, prefix="pk"):
    """`do`: mine, how, appeal; the community's: list, open, pair, rule. `value` is the round and what is ruled, and
    says where it is about a look; buttons from before there were looks say nothing of it."""

    do: str
    number: str = ""
    value: str = ""

    @property
    def about(self) -> About:
        return About.LOOK if self.value.endswith(About.LOOK) else About.HAZARD


def photo_tap(do: str, number: str = "", about: About = About.HAZARD, value: str = "") -> str:
    of = about if about is About.LOOK else ""
    return PhotoTap(do=do, number=number, value=f"{value}.{of}" if value and of else value or of).pack()


def photo_button(t: Speech, do: str, number: str = "", about: About = About.HAZARD) -> Button:
    """Its text is `photo-button-<do>`."""
    return Button(t.plain(f"photo-button-{do}"), photo_tap(do, number, about))


def about_of(values: Mapping[str, Any]) -> About:
    """Rows and drafts from before there were looks do not say it."""
    return About(values.get("about", About.HAZARD))
