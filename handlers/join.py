"""First contact: the notice, consent, and where one lives; then the menu."""

from typing import ClassVar

from handlers.desk import Desk
from handlers.forms import Draft, Form, register
from handlers.home import ask_home, missing_home, took_home
from handlers.menu import menu
from services.ports import Message


class JoinForm(Form):
    name = "join"
    takes: ClassVar = {}

    def completes(self, desk: Desk, draft: Draft) -> bool:
        return True

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return await missing_home(desk, draft)

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        return await ask_home(desk, draft, piece)

    async def pick(self, desk: Desk, draft: Draft, piece: str, value: str) -> None:
        await self.put(desk, draft, piece, value)
        await took_home(desk, draft, piece)

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        """Shown by /back at the end only; the last answer ends the form."""
        return Message(text=desk.t("join-welcome"))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        return Message(text=desk.t("join-welcome"), card=draft.card), menu(desk)


register(JoinForm())
