"""How rewards and vouchers look: the catalogue, one reward before it is redeemed, a voucher with its QR."""

from dataclasses import replace

from aiogram.filters.callback_data import CallbackData

from domain.reward import own_name
from domain.voucher import LINK, VoucherState, spoken
from handlers.desk import Reader
from handlers.people.links import link_to
from handlers.rider.rider_cards import button
from handlers.when import at_moment, on_day
from services.pictures import QrCode, Shelf, TextCard, Ware
from services.points.reward_views import Catalogue, Offer, Places, VoucherCard, Vouchers
from services.ports import Button, Message
from services.texts import Speech

CARD = "rewards"


class RewardTap(CallbackData, prefix="rw"):
    """`do`: list, places, place, redeem. `request` names one confirmation, so that two taps on it are one; `price` is
    what it said."""

    do: str
    key: str = ""
    stock: int = 0
    request: str = ""
    price: int = 0


class VoucherTap(CallbackData, prefix="v"):
    """`do`: mine, open, cancel, cancel_sure, check, honour, month. `before` is where a page of them starts."""

    do: str
    code: str = ""
    before: int = 0


def name_of(reader: Reader, key: str) -> str:
    return reward_called(reader.t, key)


def reward_called(t: Speech, key: str) -> str:
    """One of the street's own is called as the street calls it."""
    return own_name(key) or t.plain(f"reward-{key}")


def standing(reader: Reader, offer: Offer, balance: int) -> str:
    """Whether the rider can have it now, and if not, why."""
    t, reward = reader.t, offer.reward
    if not offer.free:
        return t("reward-sold-out")
    if offer.had >= reward.a_month:
        return t("reward-had", limit=reward.a_month)
    if balance < reward.price:
        return t("reward-missing", points=reward.price - balance)
    return t("reward-enough")


def can_have(offer: Offer, balance: int) -> bool:
    return bool(offer.free) and offer.had < offer.reward.a_month and balance >= offer.reward.price


def shelf(reader: Reader, catalogue: Catalogue) -> Shelf:
    """What there is to see, the same for every rider and until something is sold out: drawn once, and then at hand. How
    many are left stands in the words."""
    t, wares = reader.t, []
    for offer in catalogue.offers:
        price = t.plain("reward-picture-price", price=offer.reward.price)
        limit = t.plain("reward-picture-limit", limit=offer.reward.a_month)
        stock = t.plain("reward-picture-there" if offer.free else "reward-sold-out")
        wares.append(
            Ware(name_of(reader, offer.reward.key), (f"{price} · {limit}", stock), offer.photo, offer.reward.key)
        )
    return Shelf(t.plain("rewards-picture"), tuple(wares))


def catalogue_card(reader: Reader, catalogue: Catalogue, picture: Shelf | None = None) -> Message:
    """In words what the picture shows, and what it means for this rider; `picture` where none stands in the chat."""
    t = reader.t
    lines = [t("rewards-title", balance=catalogue.balance), ""]
    lines += [_line(reader, offer, catalogue.balance) for offer in catalogue.offers] or [t("rewards-none")]
    rows = [
        (Button(name_of(reader, one.reward.key), RewardTap(do="places", key=one.reward.key).pack()),)
        for one in catalogue.offers
    ]
    if catalogue.after is not None:
        rows.append((Button(t.plain("list-more"), RewardTap(do="list", key=catalogue.after).pack()),))
    rows.append((button(reader, "vouchers"),))
    return Message(text="\n".join(lines), buttons=tuple(rows), card=CARD, fresh=True, picture=picture)


def _line(reader: Reader, offer: Offer, balance: int) -> str:
    return reader.t(
        "reward-line",
        name=name_of(reader, offer.reward.key),
        price=offer.reward.price,
        free=offer.free,
        limit=offer.reward.a_month,
        standing=standing(reader, offer, balance),
    )


def places_card(reader: Reader, found: Places, *, photo: bool = True) -> Message:
    """Where it can be had. Above it the street's photo of it, unless it stands in the chat already; where there is
    none, a picture of how far the points reach."""
    t, offer = reader.t, found.offer
    lines = _about(reader, found)
    rows = []
    if can_have(offer, found.balance):
        lines += ["", t("reward-where")]
        for one in found.places:
            label = t.plain("reward-place", unit=one.unit, free=one.free)
            rows.append((Button(label, RewardTap(do="place", stock=one.stock_id).pack()),))
    if found.after is not None:
        more = RewardTap(do="places", key=offer.reward.key, stock=found.after)
        rows.append((Button(t.plain("list-more"), more.pack()),))
    rows.append((Button(t.plain("rewards-back"), RewardTap(do="list").pack()),))
    message = Message(text="\n".join(lines), buttons=tuple(rows), card=CARD, fresh=True)
    if offer.reward.photo_id is not None:
        return replace(message, media=(offer.reward.photo_id,) if photo else ())
    name, price = name_of(reader, offer.reward.key), offer.reward.price
    words = (t.plain("reward-picture-price", price=price), t.plain("reward-picture-free", free=offer.free))
    return replace(message, picture=TextCard(name, words, done=min(found.balance, price), of=price))


def confirm_card(reader: Reader, found: Places, request: str) -> Message:
    """The last question before points are taken."""
    t, (one,), reward = reader.t, found.places, found.offer.reward
    name = name_of(reader, reward.key)
    lines = _about(reader, found)
    rows = []
    if can_have(found.offer, found.balance):
        days = reader.act.ctx.settings.points.vouchers.days
        lines += ["", t("reward-confirm", name=name, unit=one.unit, price=reward.price, days=days)]
        yes = RewardTap(do="redeem", stock=one.stock_id, request=request, price=reward.price)
        rows.append((Button(t.plain("reward-redeem"), yes.pack()),))
    rows.append((Button(t.plain("rewards-back"), RewardTap(do="list").pack()),))
    return Message(text="\n".join(lines), buttons=tuple(rows), card=CARD)


def _about(reader: Reader, found: Places) -> list[str]:
    t, reward = reader.t, found.offer.reward
    return [
        t("reward-title", name=name_of(reader, reward.key)),
        t("reward-price", price=reward.price, limit=reward.a_month),
        t("points-balance", balance=found.balance),
        standing(reader, found.offer, found.balance),
    ]


def voucher_card(reader: Reader, card: VoucherCard, *, fresh: bool = False) -> Message:
    """A rider's own: its code in words and as a QR while it is good."""
    t, today = reader.t, reader.act.ctx.today
    lines = [t("voucher-title", name=name_of(reader, card.key)), t("voucher-at", unit=card.unit), state(reader, card)]
    if card.state is not VoucherState.GOOD:
        return Message(text="\n".join(lines), buttons=(_to_list(reader),), card=CARD, fresh=fresh)
    lines += [
        t("voucher-code", code=spoken(card.code)),
        t("voucher-until", day=on_day(t, card.until, today)),
        t("voucher-show"),
    ]
    give_back = Button(t.plain("voucher-cancel"), VoucherTap(do="cancel", code=card.code).pack())
    message = Message(text="\n".join(lines), buttons=((give_back,), _to_list(reader)), card=CARD, fresh=fresh)
    below = (card.unit, t.plain("voucher-picture-code", code=spoken(card.code)))
    return replace(message, picture=QrCode(name_of(reader, card.key), link_to(reader, LINK + card.code), below))


def state(reader: Reader, card: VoucherCard) -> str:
    t, ctx = reader.t, reader.act.ctx
    when = at_moment(t, card.posted_at, ctx.now, ctx.zone) if card.posted_at else ""
    return t(f"voucher-state-{card.state}", when=when)


def _to_list(reader: Reader) -> tuple[Button, ...]:
    return (button(reader, "vouchers"), button(reader, "rewards"))


def vouchers_card(reader: Reader, page: Vouchers) -> Message:
    t = reader.t
    lines = [t("vouchers-title"), ""]
    lines += [
        t("voucher-line", name=name_of(reader, card.key), unit=card.unit, state=state(reader, card))
        for card in page.cards
    ] or [t("vouchers-none")]
    good = [card for card in page.cards if card.state is VoucherState.GOOD]
    rows = [
        (Button(f"{name_of(reader, card.key)} {spoken(card.code)}", VoucherTap(do="open", code=card.code).pack()),)
        for card in good
    ]
    if page.before is not None:
        rows.append((Button(t.plain("list-more"), VoucherTap(do="mine", before=page.before).pack()),))
    rows.append((button(reader, "rewards"),))
    return Message(text="\n".join(lines), buttons=tuple(rows), card=CARD)


def check_card(reader: Reader, card: VoucherCard) -> Message:
    """For whoever honours it: what it is, and that it is good; not whose."""
    t, today = reader.t, reader.act.ctx.today
    lines = [
        t("check-good", name=name_of(reader, card.key)),
        t("voucher-at", unit=card.unit),
        t("voucher-until", day=on_day(t, card.until, today)),
    ]
    yes = Button(t.plain("check-honour"), VoucherTap(do="honour", code=card.code).pack())
    return Message(text="\n".join(lines), buttons=((yes,),), card="check", fresh=True)
