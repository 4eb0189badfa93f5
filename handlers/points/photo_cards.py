"""How photo checks look: the rider's own, what is paid and what is not, what waits for a person, both pictures."""

from collections.abc import Sequence

from domain.photo_check import About, Because, Round, Standing
from handlers.case.case_cards import CaseTap, cluster_line
from handlers.case.standard_cards import term_in_words
from handlers.clip import WORDS_ON_CARD, clip
from handlers.desk import Reader
from handlers.points.photo_tap import photo_button, photo_tap
from handlers.when import by_when
from services.points.photo_views import Check, ToRule, Waits
from services.points.photo_waits import Wait
from services.ports import Button, Message
from services.texts import Speech

WAYS = ("pays", "refuse")


def how_card(reader: Reader) -> Message:
    """The rules as the config has them today."""
    t, points = reader.t, reader.act.ctx.settings.points
    photos = points.photos
    paid = t(
        "photo-how-paid",
        confirmed=points.hazard_confirmed,
        serious=points.serious_hazard,
        joined=points.hazard_joined,
        solved=points.solved_on_spot,
        check=points.supervisor_check,
        cap=points.daily_cap,
    )
    compared = t("photo-how-compared", alike=photos.alike, above=photos.alike + 1, person=photos.person)
    term = term_in_words(t, photos.rule_within)
    text = "\n\n".join((t("photo-how"), paid, t("photo-how-where"), compared, t("photo-how-appeal", term=term)))
    return Message(text=text, card="photo-how", fresh=True)


def check_card(reader: Reader, check: Check, *, fresh: bool = False) -> Message:
    """To its rider: where the points stand, why, and what can be done."""
    t, about = reader.t, check.about
    lines = [t(f"photo-title-{about}", number=check.number), t(f"photo-standing-{check.standing}", about=about)]
    if check.standing is not Standing.PAID:
        lines.append(_because(reader, check.because, check.distance))
    if check.own_other is not None:
        lines.append(t("photo-own-other", other=check.own_other))
    if check.why:
        lines.append(t("photo-why", why=clip(check.why, WORDS_ON_CARD)))
    if check.wait is not None:
        lines.append(_waits(reader, check.wait))
    rows: list[tuple[Button, ...]] = [(photo_button(t, "appeal", check.number, about),)] if check.appeal else []
    case = Button(t.plain("photo-button-case"), CaseTap(do="open", number=check.number).pack())
    rows.append((photo_button(t, "how"), *([case] if about is About.HAZARD else [])))
    return Message(text="\n".join(lines), buttons=tuple(rows), card=_named("photo", check.number, about), fresh=fresh)


def _waits(reader: Reader, wait: Wait) -> str:
    """Who looks, until when, and what then."""
    t = reader.t
    if wait.passed_on:
        return t("photo-waits-passed-on")
    when = by_when(t, wait.until, reader.act.clock.now(), reader.act.ctx.zone)
    return t(f"photo-waits-{wait.by}", when=when)


def list_card(reader: Reader, rows: Sequence[Waits], more: Waits | None, *, first: bool, fresh: bool) -> Message:
    """`first`: this is the first page."""
    t = reader.t
    buttons: list[tuple[Button, ...]] = []
    for one in rows:
        text = t.plain("photo-line-appeal" if one.appealed else f"photo-line-{one.about}", number=one.number)
        buttons.append((Button(text, photo_tap("open", one.number, one.about)),))
    turns = [] if first else [Button(t.plain("list-first"), photo_tap("list"))]
    if more is not None:
        turns.append(Button(t.plain("list-more"), photo_tap("list", more.number, more.about)))
    buttons += [tuple(turns)] if turns else []
    title = t("photos-title" if rows else "photos-none")
    return Message(text=title, buttons=tuple(buttons), card="photos", fresh=fresh)


def ruling_card(reader: Reader, one: ToRule, *, fresh: bool = False, toast: str | None = None) -> Message:
    """To the community: why it is asked, what the rider says, and the two ways."""
    t = reader.t
    lines = [
        t("photo-to-rule-appeal" if one.round == Round.APPEAL else "photo-to-rule", number=one.number, about=one.about),
        t("case-category", category=t.plain(f"category-{one.category}")),
        _because(reader, one.because, one.distance),
    ]
    if one.cluster is not None:
        lines.append(cluster_line(t, one.cluster))
    if one.refused:
        lines.append(t("photo-refused-before", why=clip(one.refused, WORDS_ON_CARD)))
    if one.words:
        lines.append(t("photo-appeal-words", words=clip(one.words, WORDS_ON_CARD), about=one.about))
    if not one.open:
        lines.append(t("photo-decided"))
    elif one.barred:
        lines.append(t(one.barred))
    rows = [tuple(_way(t, one, what) for what in WAYS)] if one.open and not one.barred else []
    looks = [photo_button(t, "pair", one.number, one.about)] if one.pair or one.media else []
    looks.append(Button(t.plain("photo-button-case"), CaseTap(do="open", number=one.number).pack()))
    rows.append(tuple(looks))
    if one.other:
        other = t.plain("case-open-other", other=one.other)
        rows.append((Button(other, CaseTap(do="open", number=one.other).pack()),))
    rows.append((photo_button(t, "list"),))
    name = _named("ruling", one.number, one.about)
    return Message(text="\n".join(lines), buttons=tuple(rows), card=name, fresh=fresh, toast=toast)


def pictures(reader: Reader, one: ToRule) -> tuple[Message, ...]:
    """The hazard's photo and the earlier one side by side, then what came with the appeal."""
    t = reader.t
    said = []
    if one.pair:
        said.append(Message(text=t("photo-pair", number=one.number), media=one.pair))
    if one.media:
        said.append(Message(text=t("photo-appeal-media"), media=one.media))
    return tuple(said)


def _way(t: Speech, one: ToRule, what: str) -> Button:
    data = photo_tap("rule", one.number, one.about, f"{one.round}.{what}")
    return Button(t.plain(f"photo-button-{what}"), data)


def _named(card: str, number: str, about: About) -> str:
    """There is one of each, also where a hazard and the look at it both wait."""
    return f"{card}:{number}" if about is About.HAZARD else f"{card}:{number}:{about}"


def _because(reader: Reader, because: Because, distance: int | None) -> str:
    return reader.t(f"photo-because-{because}", distance=distance or 0)
