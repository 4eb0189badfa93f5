"""How an offer looks to either side, before it is taken and after, and the list of those that are open."""

from collections.abc import Iterator

from domain.home_offer import OfferState
from handlers.desk import Reader
from handlers.visit.home_cards import CARD, HomeOfferTap, address_line
from handlers.visit.visit_cards import HomeTap
from handlers.when import at_moment, on_day
from services.ports import Button, Message
from services.visit.home_offer_views import Arrival, OfferView, OpenOffer, Proposal

LINES = {
    (True, True): "home-offer-line-to-person",
    (True, False): "home-offer-line-to-home",
    (False, True): "home-offer-line-from-person",
    (False, False): "home-offer-line-from-home",
}
"""Whether it is the reader's community that offers, and whether one goes alone."""


def offer_card(reader: Reader, offer: OfferView, headline: str | None = None, toast: str | None = None) -> Message:
    t = reader.t
    lines = [headline, ""] if headline else []
    lines += [_title(reader, offer), t("home-offer-from", compound=offer.compound, building=offer.building)]
    if offer.state is not OfferState.OPEN:
        lines += _ended(reader, offer)
    elif offer.outdated is not None:
        lines.append(t(f"home-offer-outdated-{offer.outdated}"))
    else:
        lines += [t("home-offer-note", words=offer.note)] if offer.note else []
        day = on_day(t, offer.until, reader.act.ctx.today)
        lines.append(t("home-offer-until", day=day, who=offer.offered_by or t.plain("visit-no-name")))
        lines += [t("home-offer-hidden")] if offer.may_answer else []
    buttons = tuple((button,) for button in _buttons(reader, offer))
    return Message(
        text="\n".join(lines), buttons=buttons, card=f"home-offer:{offer.id}", fresh=bool(headline), toast=toast
    )


def list_card(reader: Reader, offers: tuple[OpenOffer, ...], after: int | None) -> Message:
    t = reader.t
    rows = []
    for one in offers:
        where = {"other": one.other, "compound": one.compound, "building": one.building}
        text = t.plain(LINES[one.ours, one.alone], day=on_day(t, one.until, reader.act.ctx.today), **where)
        rows.append((Button(text, HomeOfferTap(do="see", id=one.id).pack()),))
    if after is not None:
        rows.append((Button(t.plain("list-more"), HomeOfferTap(do="list", after=after).pack()),))
    return Message(text=t("home-offer-list" if offers else "home-offer-list-none"), buttons=tuple(rows), card=CARD)


def proposal_lines(reader: Reader, found: Proposal, note: str | None) -> list[str]:
    """What would be offered, dryly."""
    t, home = reader.t, address_line(reader, found.address)
    if found.name is None:
        title = t("home-offer-ask-home", home=home, people=found.people, to=found.to_name)
    else:
        title = t("home-offer-ask-person", home=home, name=found.name or t.plain("visit-no-name"), to=found.to_name)
    return [
        title,
        *([t("home-offer-note", words=note)] if note else []),
        t("home-offer-ask-what-happens", to=found.to_name),
    ]


def arrival_lines(reader: Reader, offer: OfferView, found: Arrival) -> list[str]:
    """Where they would live, and who would visit."""
    t = reader.t
    names = [name or t.plain("visit-no-name") for name in found.grid.workers]
    who = t.plain("visit-and").join(names) or t.plain("handover-vacancy")
    lines = [_title(reader, offer), t("home-move-address", home=address_line(reader, found.address))]
    lines.append(t("home-offer-take-grid", grid=found.grid.grid, who=who))
    lines += [t("person-move-joins", people=found.joins)] if found.joins else []
    return [*lines, t("home-offer-take-owed")]


def _title(reader: Reader, offer: OfferView) -> str:
    t, sides = reader.t, {"from": offer.from_name, "to": offer.to_name}
    if offer.alone:
        name = offer.name or t.plain("home-offer-somebody")
        return t("home-offer-title-person", name=name, **sides)
    return t("home-offer-title-home", people=offer.people, **sides)


def _ended(reader: Reader, offer: OfferView) -> Iterator[str]:
    t, ctx = reader.t, reader.act.ctx
    if offer.state is OfferState.EXPIRED or offer.at is None:
        yield t("home-offer-state-expired")
        return
    when = at_moment(t, offer.at, ctx.now, ctx.zone)
    yield t(f"home-offer-state-{offer.state}", who=offer.by or t.plain("visit-no-name"), when=when)
    if offer.answer:
        yield t("home-offer-answer", words=offer.answer)


def _buttons(reader: Reader, offer: OfferView) -> Iterator[Button]:
    t = reader.t
    if offer.may_answer and offer.outdated is None:
        yield Button(t.plain("home-offer-take"), HomeOfferTap(do="compounds", id=offer.id).pack())
    if offer.may_answer:
        yield Button(t.plain("home-offer-decline"), HomeOfferTap(do="decline", id=offer.id).pack())
    if offer.may_withdraw:
        yield Button(t.plain("home-offer-withdraw"), HomeOfferTap(do="withdraw", id=offer.id).pack())
    if offer.lives_in is not None:
        yield Button(t.plain("home-move-look"), HomeTap(do="open", household=offer.lives_in).pack())
