"""How a rider's things look: points with a bar, their history, the agreement."""

from collections.abc import Sequence
from datetime import date

from aiogram.filters.callback_data import CallbackData

from handlers.desk import Reader
from handlers.points.photo_tap import photo_button
from handlers.when import moment, on_day
from services.points.points_views import Entry, Expiring, Purse, Statement
from services.ports import Button, Message

BAR = 10
MONTHS_SHOWN = 4
FULL, EMPTY = "▓", "░"


class RiderTap(CallbackData, prefix="r"):
    """`do`: points, history, older, back, agreement, accept, end, keep, end_sure, hazard, join, rewards, vouchers."""

    do: str
    value: str = ""


def button(reader: Reader, do: str, value: str = "") -> Button:
    """Its text is `rider-button-<do>`."""
    return Button(reader.t.plain(f"rider-button-{do}"), RiderTap(do=do, value=value).pack())


def bar(points: int, goal: int) -> str:
    """How far `points` reach towards `goal`; only full tenths are filled, so that a full bar is a promise."""
    filled = BAR if points >= goal else max(0, points) * BAR // goal
    return FULL * filled + EMPTY * (BAR - filled)


def towards_reward(reader: Reader, purse: Purse) -> str:
    """In words first, since a bar cannot be read aloud."""
    if purse.next_reward is None:
        return f"{reader.t('points-reward-reached')}\n{bar(1, 1)}"
    words = reader.t("points-to-reward", left=purse.next_reward - purse.balance)
    return f"{words}\n{bar(purse.balance, purse.next_reward)}"


def points_card(reader: Reader, purse: Purse, months: Sequence[Expiring], thanks: int, *, fresh: bool) -> Message:
    """`months`: what goes when; `thanks`: how often neighbours thanked."""
    t, today = reader.t, reader.act.ctx.today
    lines = [t("points-balance", balance=purse.balance), towards_reward(reader, purse), ""]
    lines.append(t("points-today", earned=purse.earned_today, cap=purse.daily_cap))
    if purse.expiring is not None:
        lines.append(t("points-expiring", points=purse.expiring.points, day=on_day(t, purse.expiring.on, today)))
    lines += _months(reader, months)
    lines += [t("points-thanks", count=thanks)] if thanks else []
    lines.append(t("points-how"))
    pairs = (("history", "board"), ("rewards", "vouchers"))
    rows = [tuple(button(reader, do) for do in pair) for pair in pairs]
    rows.append((button(reader, "agreement"), photo_button(t, "how")))
    return Message(text="\n".join(lines), buttons=tuple(rows), card="points", fresh=fresh)


def _months(reader: Reader, months: Sequence[Expiring]) -> list[str]:
    """Month by month where there are several; those further off in one line."""
    t = reader.t
    if len(months) < 2:
        return []
    near = months[:MONTHS_SHOWN]
    said = [t("points-lot", year=str(one.on.year), month=one.on.month, points=one.points) for one in near]
    lines = [t("points-lots"), *said]
    later = sum(one.points for one in months[MONTHS_SHOWN:])
    return [*lines, t("points-lots-later", points=later)] if later else lines


def history_card(reader: Reader, statement: Statement) -> Message:
    """A page, newest first; the balance stands on the card that it comes from."""
    t = reader.t
    lines = [t("points-history"), "", *(_entry(reader, entry) for entry in statement.entries)]
    text = "\n".join(lines) if statement.entries else t("points-history-none")
    older = (button(reader, "older", str(statement.before)),) if statement.before is not None else ()
    return Message(text=text, buttons=((*older, button(reader, "back")),), card="points")


def _entry(reader: Reader, entry: Entry) -> str:
    """Nothing is what the day's cap left."""
    t, way = reader.t, "in" if entry.points > 0 else "out"
    return t(
        f"points-line-{way}" if entry.points else "points-line-none",
        when=moment(t, entry.at, reader.act.ctx.zone),
        points=abs(entry.points),
        reason=t.plain(f"points-reason-{entry.reason}"),
        number=entry.number or "",
    ).rstrip()


def agreement_card(reader: Reader, since: date | None, *, fresh: bool) -> Message:
    """The whole text; under it whether it holds, and the way in or out."""
    t = reader.t
    text = agreement_text(reader)
    if since is None:
        return Message(text=text, buttons=((button(reader, "accept"),),), card="agreement", fresh=fresh)
    held = t("agreement-live", day=on_day(t, since, reader.act.ctx.today))
    rows = ((button(reader, "hazard"),), (button(reader, "about"),), (button(reader, "end"),))
    return Message(text=f"{text}\n\n{held}", buttons=rows, card="agreement", fresh=fresh)


def agreement_text(reader: Reader) -> str:
    """What the community gives and what the rider undertakes, with the amounts of the config."""
    settings = reader.act.ctx.settings
    points, cap = settings.points, settings.points.daily_cap
    return reader.t(
        "agreement-text",
        version=settings.street.agreement_version,
        confirmed=points.hazard_confirmed,
        serious=points.serious_hazard,
        joined=points.hazard_joined,
        cap=cap,
        months=points.last_months,
    )
