"""The pushes about roles, composed when they are sent. None: there is nothing (left) to tell."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from domain.notices import Notice
from handlers.commands import commands_of
from handlers.desk import Reader
from handlers.people.invite_cards import name_of, person_line
from services.people import invitations
from services.ports import Message

Values = Mapping[str, Any]


async def accepted(reader: Reader, values: Values) -> Message | None:
    """To whoever invited them."""
    held = await reader.act.look(invitations.holder, values["held"])
    return Message(text=reader.t("notice-invitation-accepted", who=person_line(reader, held))) if held else None


async def ended(reader: Reader, values: Values) -> Message | None:
    held = await reader.act.look(invitations.holder, values["held"])
    if held is None:
        return None
    said = reader.t("notice-role-ended", role=name_of(reader, held.role, held.kind), unit=held.unit)
    return Message(text=said, commands=commands_of(reader))


COMPOSERS: dict[Notice, Callable[[Reader, Values], Awaitable[Message | None]]] = {
    Notice.INVITATION_ACCEPTED: accepted,
    Notice.ROLE_ENDED: ended,
}
