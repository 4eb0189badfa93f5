"""What keeping rewards needs typed or photographed: one change of a reward, a new reward, a new merchant."""

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

from domain.reward import own_name
from domain.roles import Role
from handlers.desk import Desk
from handlers.form.buttons import choices, skip_row, tap
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Input, Kind
from handlers.people.invite_cards import InviteTap
from handlers.points.offer_cards import button, offer_card
from handlers.points.reward_cards import reward_called
from services.points import offers
from services.ports import Button, Message


async def _price(desk: Desk, about: dict[str, Any], given: Any) -> None:
    await desk.act(offers.reprice, about["key"], given)


async def _limit(desk: Desk, about: dict[str, Any], given: Any) -> None:
    await desk.act(offers.limit, about["key"], given)


async def _photo(desk: Desk, about: dict[str, Any], given: Any) -> None:
    await desk.act(offers.show, about["key"], given)


async def _put(desk: Desk, about: dict[str, Any], given: Any) -> None:
    await desk.act(offers.restock, about["key"], about["unit"], given)


CHANGES: dict[str, Callable[[Desk, dict[str, Any], Any], Awaitable[None]]] = {
    "price": _price,
    "limit": _limit,
    "photo": _photo,
    "put": _put,
}


def _if_asked(form: Form, draft: Draft, given: Input) -> str | None:
    """A number means nothing by itself: words answer the question that stands there, or none."""
    return draft.asking if draft.asking and form.accepts(draft.asking, given.kind) else None


class OfferForm(Form):
    """`do`, `key` and `unit` are there from the start; the one answer does it, and what is unfit is asked for again."""

    name = "offer"
    takes: ClassVar = {Kind.WORDS: "words", Kind.PHOTO: "photo"}
    about = ("do", "key", "unit")

    def completes(self, desk: Desk, draft: Draft) -> bool:
        return True

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        piece = "photo" if draft.pieces["do"] == "photo" else "words"
        return None if draft.pieces.get("done") else piece

    def piece_for(self, draft: Draft, given: Input) -> str | None:
        return _if_asked(self, draft, given)

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        key = draft.pieces["key"]
        return Message(text=desk.t(f"offer-ask-{draft.pieces['do']}", name=reward_called(desk.t, key)))

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        """Done at once: a refusal is said above the question, and another answer may follow."""
        await CHANGES[draft.pieces["do"]](desk, draft.pieces, value)
        draft.pieces["done"] = True

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        return await self.ask(desk, draft, "words")

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        one = await desk.act.look(offers.one_kept, draft.pieces["key"])
        record = Message(text=desk.t(f"offer-done-{draft.pieces['do']}"), card=draft.card)
        return record, offer_card(desk, one, fresh=True)


class NewOfferForm(Form):
    """Name, who hands it over, price, limit, and a photo that can be left out."""

    name = "new_offer"
    takes: ClassVar = {Kind.WORDS: "key", Kind.PHOTO: "photo"}

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        for piece in ("key", "kind", "price", "a_month"):
            if draft.pieces.get(piece) is None:
                return piece
        return None if draft.pieces.get("photo") or "photo" in draft.skipped else "photo"

    def accepts(self, piece: str, kind: Kind) -> bool:
        return super().accepts(piece, kind) or (piece in ("price", "a_month") and kind is Kind.WORDS)

    def piece_for(self, draft: Draft, given: Input) -> str | None:
        """A photo may come at any time."""
        return "photo" if given.kind is Kind.PHOTO else _if_asked(self, draft, given)

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        t = desk.t
        if piece == "kind":
            kinds = [(kind, t.plain(f"offer-by-{kind}")) for kind in offers.AT]
            return Message(text=t("offer-new-kind"), buttons=tuple(choices(draft, "kind", kinds)))
        rows = (skip_row(desk, draft, "photo"),) if piece == "photo" else ()
        return Message(text=t(f"offer-new-{piece}"), buttons=rows)

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        reads = {"price": offers.points_in, "a_month": offers.limit_in}
        if piece == "key":
            value = await desk.act.look(offers.check_new, value)
        elif piece in reads:
            value = reads[piece](value)
        await super().put(desk, draft, piece, value)

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        t, pieces = desk.t, draft.pieces
        name, kind = own_name(pieces["key"]) or "", t.plain(f"offer-by-{pieces['kind']}")
        text = t("offer-new-check", name=name, kind=kind, price=pieces["price"], limit=pieces["a_month"])
        photo = t("offer-has-photo" if pieces.get("photo") else "offer-no-photo")
        edits = tuple(
            Button(t.plain(f"offer-edit-{piece}"), tap(draft, "edit", piece)) for piece in ("key", "price", "a_month")
        )
        send = Button(t.plain("offer-new-send"), tap(draft, "send"))
        return Message(text=f"{text}\n{photo}", buttons=((send,), edits))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        pieces = draft.pieces
        new = offers.Draft(pieces["key"], pieces["kind"], pieces["price"], pieces["a_month"], pieces.get("photo"))
        await desk.act(offers.add, new)
        one = await desk.act.look(offers.one_kept, new.key)
        record = Message(text=desk.t("offer-added", name=own_name(new.key) or ""), card=draft.card)
        return record, offer_card(desk, one, fresh=True)


class ShopForm(Form):
    """A name, and which community it lies in where there are several."""

    name = "shop"
    takes: ClassVar = {Kind.WORDS: "shop"}

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return next((piece for piece in ("shop", "community") if not draft.pieces.get(piece)), None)

    def piece_for(self, draft: Draft, given: Input) -> str | None:
        return _if_asked(self, draft, given)

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        if piece == "shop":
            return Message(text=desk.t("shop-ask-name"))
        communities = [(str(id_), name) for id_, name in await desk.act.look(offers.shop_communities)]
        return Message(text=desk.t("shop-ask-community"), buttons=tuple(choices(draft, piece, communities)))

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        if piece == "shop":
            value = await desk.act.look(offers.check_shop, value)
            communities = await desk.act.look(offers.shop_communities)
            if len(communities) == 1:
                draft.pieces["community"] = str(communities[0][0])
        await super().put(desk, draft, piece, value)

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        t, pieces = desk.t, draft.pieces
        community = dict(await desk.act.look(offers.shop_communities)).get(int(pieces["community"]), "")
        send = Button(t.plain("shop-send"), tap(draft, "send"))
        edit = Button(t.plain("shop-edit-name"), tap(draft, "edit", "shop"))
        return Message(text=t("shop-check", name=pieces["shop"], community=community), buttons=((send,), (edit,)))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        """Its person is invited by the next tap."""
        pieces, t = draft.pieces, desk.t
        unit = await desk.act(offers.bring_in, int(pieces["community"]), pieces["shop"])
        invite = InviteTap(do="make", role=Role.MERCHANT, unit=unit)
        rows = ((Button(t.plain("shop-invite"), invite.pack()),), (button(desk, "list"),))
        return (Message(text=t("shop-added", name=pieces["shop"]), buttons=rows, card=draft.card),)


register(OfferForm())
register(NewOfferForm())
register(ShopForm())
