"""What people see about their own data: what they can ask for, and before an erasure what goes and what stays."""

from datetime import UTC, datetime

from aiogram.filters.callback_data import CallbackData

from handlers.desk import Reader
from handlers.when import at_moment
from services.ports import Button, Message
from services.privacy.erasure import Going

CARD = "my_data"
LAST_SECOND = 2**32


class DataTap(CallbackData, prefix="md"):
    """`do`: export, erase, sure, gone, withdraw, keep; pick and for. `at` is when the erasure was asked for, in seconds
    since 1970; `home` and `who` name somebody else, for whom a community's officer asks, 0: oneself."""

    do: str
    at: int = 0
    home: int = 0
    who: int = 0


def moment_of(tap: DataTap) -> datetime:
    """Forged ones too are some moment, and a stale one."""
    return datetime.fromtimestamp(min(max(tap.at, 0), LAST_SECOND), UTC)


def data_card(reader: Reader, agreed: tuple[str, datetime] | None) -> Message:
    """`agreed`: which version of the notice they agreed to, and when."""
    t, ctx = reader.t, reader.act.ctx
    said = t("data-not-agreed")
    if agreed is not None:
        version, at = agreed
        said = t("data-agreed", version=version, when=at_moment(t, at, reader.act.clock.now(), ctx.zone))
    lines = [t("data-title"), "", said, "", t("data-offers")]
    offered = ["export", "erase", *(["withdraw"] if reader.actor.consented else [])]
    rows = tuple((Button(t.plain(f"data-button-{do}"), DataTap(do=do).pack()),) for do in offered)
    return Message(text="\n".join(lines), buttons=rows, card=CARD)


def nothing_card(reader: Reader) -> Message:
    return Message(text=reader.t("data-nothing"), card=CARD)


def going_card(reader: Reader, going: Going, tap: DataTap) -> Message:
    """The page that says it all; nothing has happened yet."""
    t = reader.t
    goes = {
        "erase-goes-files": {"count": going.files},
        "erase-goes-cases": {"count": going.past_cases},
        "erase-goes-points": {"points": going.points, "vouchers": going.vouchers},
        "erase-goes-wishes": {"count": going.wishes},
    }
    lines = [t("erase-title" if not tap.who else "erase-title-for"), "", t("erase-goes", chats=going.chats)]
    lines += [t(key, **counts) for key, counts in goes.items() if any(counts.values())]
    lines += [t("erase-goes-visits")] if going.visited else []
    lines += ["", t("erase-stays")]
    lines += [t("erase-stays-open", count=going.open_cases)] if going.open_cases else []
    lines += [t("erase-stays-rest"), "", t("erase-cannot")]
    lines += [] if tap.who else [t("erase-export-first")]
    return _asked(reader, "\n".join(lines), tap, "sure")


def sure_card(reader: Reader, tap: DataTap, minutes: int) -> Message:
    """The second question: the first tap may have been a slip."""
    return _asked(reader, reader.t("erase-sure", minutes=minutes), tap, "gone")


def _asked(reader: Reader, text: str, tap: DataTap, go_on: str) -> Message:
    t = reader.t
    yes = Button(t.plain(f"erase-button-{go_on}"), tap.model_copy(update={"do": go_on}).pack())
    no = Button(t.plain("erase-button-keep"), tap.model_copy(update={"do": "keep"}).pack())
    copy = Button(t.plain("data-button-export"), DataTap(do="export").pack())
    between = () if tap.who or go_on == "gone" else ((copy,),)
    return Message(text=text, buttons=((yes,), *between, (no,)), card=CARD)


def withdrawn_card(reader: Reader) -> Message:
    t = reader.t
    rows = ((Button(t.plain("data-button-erase"), DataTap(do="erase").pack()),),)
    return Message(text=t("data-withdrawn"), buttons=rows, card=CARD)
