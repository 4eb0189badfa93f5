"""The pushes about calls of forces, composed when they are sent. None: there is nothing (left) to tell."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from domain.errors import NotAllowed, NotFound, RoleEnded
from domain.notices import Notice
from domain.whistle_flow import WhistleState
from handlers.desk import Reader
from handlers.whistle.whistle_cards import board_card, task_card
from services.ports import Message
from services.whistle import whistle_views

Values = Mapping[str, Any]
Composer = Callable[[Reader, Values], Awaitable[Message | None]]


def to_the_called(headline: str, *states: WhistleState) -> Composer:
    """Their task under a headline, while it is in one of `states`."""

    async def compose(reader: Reader, values: Values) -> Message | None:
        try:
            task = await reader.act.look(whistle_views.task, values["whistle"])
        except (NotFound, RoleEnded):
            return None
        if task.state not in states:
            return None
        card = task_card(reader, task, fresh=True)
        return replace(card, text=f"{reader.t(headline, number=task.number)}\n\n{card.text}")

    return compose


def to_the_desk(headline: str, *states: WhistleState) -> Composer:
    """The case's board under a headline, while the call is in one of `states`. Where nobody can have heard of it, it
    says so instead of waiting for them."""

    async def compose(reader: Reader, values: Values) -> Message | None:
        try:
            task = await reader.act.look(whistle_views.task, values["whistle"])
            board = await reader.act.look(whistle_views.board, task.number)
        except (NotFound, NotAllowed, RoleEnded):
            return None
        if task.state not in states:
            return None
        card, t = board_card(reader, board, fresh=True), reader.t
        silent = any(call.id == task.id and call.silent for call in board.calls)
        said = t(
            "notice-whistle-silent" if silent else headline, number=task.number, kind=t.plain(f"force-{task.kind}")
        )
        return replace(card, text=f"{said}\n\n{card.text}")

    return compose


S = WhistleState
COMPOSERS: dict[Notice, Composer] = {
    Notice.WHISTLE_CALLED: to_the_called("notice-whistle-called", S.CALLED),
    Notice.WHISTLE_DANGER: to_the_called("notice-whistle-danger", S.CALLED),
    Notice.WHISTLE_TAKEN: to_the_called("notice-whistle-taken", S.REPORTED_IN, S.DONE),
    Notice.WHISTLE_CALLED_OFF: to_the_called("notice-whistle-called-off", S.CALLED_OFF),
    Notice.WHISTLE_REPORTED: to_the_desk("notice-whistle-reported", S.REPORTED_IN, S.DONE),
    Notice.WHISTLE_NOBODY: to_the_desk("notice-whistle-nobody", S.CALLED),
    Notice.WHISTLE_SIGNED_OFF: to_the_desk("notice-whistle-signed-off", S.DONE),
    Notice.WHISTLE_HANDED_BACK: to_the_desk("notice-whistle-handed-back", S.HANDED_BACK),
}
