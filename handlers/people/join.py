"""First contact: the notice, consent, and where one lives; then the menu."""

from typing import Any, ClassVar

from handlers.desk import Desk
from handlers.form.forms import Draft, Form, register, show
from handlers.form.inputs import Input, Kind, only_polite
from handlers.menu import menu
from handlers.people.home import ask_home, missing_home, took_home
from handlers.people.invitations import show_offer
from handlers.people.invite_cards import INVITE_LINK
from handlers.report.report import open_report
from handlers.rider.rider import RIDER_LINK, show_agreement
from services.case import case_place
from services.people import people
from services.ports import Message


class JoinForm(Form):
    """Pieces: consent, then a community and a compound, or a place in their stead."""

    name = "join"
    takes: ClassVar = {}

    def completes(self, desk: Desk, draft: Draft) -> bool:
        return True

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return await missing_home(desk, draft)

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        return await ask_home(desk, draft, piece)

    def accepts(self, piece: str, kind: Kind) -> bool:
        return piece in ("street", "community") and kind is Kind.PLACE

    def piece_for(self, draft: Draft, given: Input) -> str | None:
        """A place says where one lives only when that was asked for."""
        return "place" if draft.asking and self.accepts(draft.asking, given.kind) else None

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        await super().put(desk, draft, piece, value)
        if piece == "place":
            home = await desk.act.look(case_place.locate, value["lat"], value["lon"], None)
            if home.community_id is not None:
                await desk.act(people.settle, home.community_id, None)

    async def pick(self, desk: Desk, draft: Draft, piece: str, value: str) -> Desk | None:
        await self.put(desk, draft, piece, value)
        return await took_home(desk, draft, piece)

    async def other(self, desk: Desk, draft: Draft, inputs: list[Input]) -> tuple[Message, ...]:
        """Who says at once what it is about is heard: it becomes a report, which asks for the same on its way."""
        if not inputs:
            return await super().other(desk, draft, inputs)
        if only_polite(inputs, desk.act.ctx.settings.cases.small_talk):
            return await show(desk, draft, fresh=True)
        return await open_report(desk, Draft("report", draft.submission, draft.pieces), inputs)

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        """Shown by /back at the end only; the last answer ends the form."""
        return Message(text=desk.t("join-welcome"))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        """Whoever came by an invitation is asked about it now."""
        welcome, link = Message(text=desk.t("join-welcome"), card=draft.card), draft.pieces.get("link", "")
        if link.startswith(INVITE_LINK):
            return welcome, await show_offer(desk, link)
        if link == RIDER_LINK:
            return welcome, await show_agreement(desk)
        return welcome, await menu(desk)


register(JoinForm())
