"""How the keeping of rewards looks, for the street's and the communities' staff."""

from aiogram.filters.callback_data import CallbackData

from handlers.desk import Reader
from handlers.points.reward_cards import reward_called
from services.points.offers import Kept, Spot, may_change
from services.ports import Button, Message

CARD = "offers"
CHANGES = ("price", "limit", "photo")


class OfferTap(CallbackData, prefix="ro"):
    """`do`: list, open, spots, put, price, limit, photo, retire, back, add, shop. `unit` is also where a page of spots
    starts."""

    do: str
    key: str = ""
    unit: int = 0


def button(reader: Reader, do: str, key: str = "", unit: int = 0) -> Button:
    """Its text is `offer-button-<do>`."""
    return Button(reader.t.plain(f"offer-button-{do}"), OfferTap(do=do, key=key, unit=unit).pack())


def list_card(reader: Reader, found: list[Kept], *, fresh: bool = False) -> Message:
    t = reader.t
    lines = [t("offers-title"), "", *(_line(reader, one) for one in found)]
    rows = [
        (Button(reward_called(t, one.reward.key), OfferTap(do="open", key=one.reward.key).pack()),) for one in found
    ]
    ways = (button(reader, "add"),) if may_change(reader.act.ctx) else ()
    rows.append((*ways, button(reader, "shop")))
    return Message(text="\n".join(lines), buttons=tuple(rows), card=CARD, fresh=fresh)


def _line(reader: Reader, one: Kept) -> str:
    t, reward = reader.t, one.reward
    name = reward_called(t, reward.key)
    if reward.retired:
        return t("offer-line-retired", name=name)
    return t("offer-line", name=name, price=reward.price, limit=reward.a_month, free=one.free)


def offer_card(reader: Reader, one: Kept, said: str | None = None, *, fresh: bool = False) -> Message:
    """`said`: what has just been done."""
    t, reward = reader.t, one.reward
    lines = [*([said, ""] if said else []), t("offer-heading", line=_line(reader, one)), t(f"offer-kind-{reward.kind}")]
    lines.append(t("offer-has-photo" if reward.photo_id is not None else "offer-no-photo"))
    rows: list[tuple[Button, ...]] = [(button(reader, "spots", reward.key),)]
    if one.may_change:
        rows.append(tuple(button(reader, do, reward.key) for do in CHANGES))
        rows.append((button(reader, "back" if reward.retired else "retire", reward.key),))
    else:
        lines.append(t("offer-street-only"))
    rows.append((button(reader, "list"),))
    return Message(text="\n".join(lines), buttons=tuple(rows), card=CARD, fresh=fresh)


def spots_card(reader: Reader, key: str, found: list[Spot], after: int | None) -> Message:
    t = reader.t
    rows = []
    for one in found:
        label = t.plain("reward-place", unit=one.name, free=one.free)
        rows.append((Button(label, OfferTap(do="put", key=key, unit=one.unit_id).pack()),))
    if after is not None:
        rows.append((Button(t.plain("list-more"), OfferTap(do="spots", key=key, unit=after).pack()),))
    rows.append((button(reader, "open", key),))
    text = t("offer-spots" if found else "offer-no-spots", name=reward_called(t, key))
    return Message(text=text, buttons=tuple(rows), card=CARD)
