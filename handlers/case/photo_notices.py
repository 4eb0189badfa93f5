"""A picture that cannot be used: why, what to do, and the way to send another to the case that it was meant for."""

from collections.abc import Mapping
from typing import Any

from domain.bad_photo import BadPhoto
from domain.case_flow import Move
from domain.notices import Notice
from handlers.case.case_cards import CaseTap
from handlers.desk import Reader
from services.case import case_words
from services.ports import Button, Message


async def photo_bad(reader: Reader, values: Mapping[str, Any]) -> Message:
    """Of rows that an older version wrote, only that it is bad is known."""
    t = reader.t
    said = t(f"bad-photo-{values.get('why', BadPhoto.NO_PICTURE)}")
    found = await reader.act.look(case_words.open_case_of, values.get("media", 0))
    if found is None:
        return Message(text=f"{said}\n{t('photo-bad-rest')}")
    number, shows_solved = found
    rest = "photo-bad-of-solved" if shows_solved else "photo-bad-of-case"
    again = Button(t.plain("photo-bad-again"), CaseTap(do="move", number=number, value=Move.ADD).pack())
    return Message(text=f"{said}\n{t(rest, number=number)}", buttons=((again,),))


COMPOSERS = {Notice.MEDIA_BAD: photo_bad}
