"""Three little forms: what to say along with an offer, behind which door it is taken, and why it is not."""

from typing import ClassVar

from domain.errors import DomainError
from domain.home_offer_errors import OfferAnswered, OfferOutdated
from handlers.desk import Desk
from handlers.form.buttons import skip_row, tap
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Kind
from handlers.visit.door_form import DoorForm, to_door
from handlers.visit.home_offer_cards import arrival_lines, offer_card, proposal_lines
from services.ports import Button, Message
from services.visit import home_offer_views, home_offers
from services.visit.home_moves import Stood
from services.visit.home_offers import Offering
from services.visit.home_places import Target


class OfferForm(Form):
    """`household`, where it `stood`, `to` which community, and `who` goes where it is one alone are there from the
    start."""

    name = "home_offer"
    takes: ClassVar = {Kind.WORDS: "note"}
    sealed = frozenset({"note"})
    cancelled = "home-move-left"

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return None if "note" in (*draft.pieces, *draft.skipped) else "note"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        return Message(text=desk.t("home-offer-ask-note"), buttons=(skip_row(desk, draft, "note"),))

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        pieces = draft.pieces
        asked = pieces["household"], pieces.get("who"), pieces["to"]
        found = await desk.act.look(home_offer_views.proposal, *asked)
        sure = Button(desk.t.plain("home-offer-send"), tap(draft, "send"))
        return Message(text="\n".join(proposal_lines(desk, found, pieces.get("note"))), buttons=((sure,),))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        pieces = draft.pieces
        made = Offering(
            f"{desk.actor.person_id or 0:x}.{draft.submission}",
            pieces["household"],
            Stood(*pieces["stood"]),
            pieces["to"],
            pieces.get("who"),
            pieces.get("note"),
        )
        found = await desk.act.look(home_offer_views.offer, await desk.act(home_offers.offer, made))
        sent = Message(text=desk.t("home-offer-sent", to=found.to_name), card=draft.card)
        return sent, offer_card(desk, found)


class ArrivalForm(DoorForm):
    """Which `offer` is there from the start too."""

    name = "home_arrival"
    cancelled = "home-offer-left"

    async def check(self, desk: Desk, draft: Draft, to: Target) -> None:
        await desk.act.look(home_offer_views.arrival, draft.pieces["offer"], to)

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        offer = await desk.act.look(home_offer_views.offer, draft.pieces["offer"])
        found = await desk.act.look(home_offer_views.arrival, offer.id, to_door(draft))
        sure = Button(desk.t.plain("home-offer-take-sure"), tap(draft, "send"))
        return Message(text="\n".join(arrival_lines(desk, offer, found)), buttons=((sure,),))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        """Whoever comes second is shown who was first."""
        refused: DomainError | None = None
        try:
            await desk.act(home_offers.accept, draft.pieces["offer"], to_door(draft))
        except (OfferAnswered, OfferOutdated) as refusal:
            refused = refusal
        return await _as_it_stands(desk, draft, refused.key if refused else "home-offer-taken")


class DeclineForm(Form):
    """`offer` is there from the start; the words are read by the community that offered."""

    name = "home_offer_decline"
    takes: ClassVar = {Kind.WORDS: "answer"}
    sealed = frozenset({"answer"})
    cancelled = "home-offer-left"

    def completes(self, desk: Desk, draft: Draft) -> bool:
        return True

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return None if draft.pieces.get("answer") else "answer"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        return Message(text=desk.t("home-offer-ask-why-not"))

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        """Shown by back at the end only: the one answer ends the form."""
        return await self.ask(desk, draft, "answer")

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        refused: DomainError | None = None
        try:
            await desk.act(home_offers.decline, draft.pieces["offer"], draft.pieces["answer"])
        except OfferAnswered as refusal:
            refused = refusal
        return await _as_it_stands(desk, draft, refused.key if refused else "home-offer-declined")


async def _as_it_stands(desk: Desk, draft: Draft, said: str) -> tuple[Message, ...]:
    found = await desk.act.look(home_offer_views.offer, draft.pieces["offer"])
    return Message(text=desk.t(said), card=draft.card), offer_card(desk, found)


register(OfferForm())
register(ArrivalForm())
register(DeclineForm())
