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
    number = await reader.act.look(case_words.open_case_of, values.get("media", 0))
    if number is None:
        return Message(text=f"{said}\n{t('photo-bad-rest')}")
    again = Button(t.plain("photo-bad-again"), CaseTap(do="move", number=number, value=Move.ADD).pack())
    return Message(text=f"{said}\n{t('photo-bad-of-case', number=number)}", buttons=((again,),))


COMPOSERS = {Notice.MEDIA_BAD: photo_bad}
