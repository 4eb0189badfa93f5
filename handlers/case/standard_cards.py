"""The case standard of one case, in plain words: accepted if, how it goes, by when, closed if. It is whole on
demand; one line of it stands where somebody decides by it."""

from domain.case_flow import Move
from domain.deadlines import written
from handlers.desk import Reader
from services.case.case_views import CaseCard
from services.ports import Message
from services.texts import Speech

AT_A_TAP = frozenset({Move.ACCEPT, Move.CONFIRM, Move.CHECK})
"""Decided on the card itself, with no question in between."""
DECIDED_BY = {
    Move.ACCEPT: "accepted",
    Move.CONFIRM: "accepted",
    Move.REJECT: "accepted",
    Move.RESOLVE: "closed",
    Move.CHECK: "closed",
    Move.SEND_BACK: "closed",
}
"""Which half of the standard a move is decided by."""


def standard_of(desk: Reader, card: CaseCard) -> Message:
    t = desk.t
    terms = desk.act.ctx.settings.cases.terms(card.category, card.route)
    lines = [
        t("standard-of", number=card.number, category=t.plain(f"category-{card.category}")),
        "",
        t("standard-accepted", text=t.plain(f"standard-{card.category}-accepted")),
        t("standard-route", route=t.plain(f"route-{card.route}")),
        t("standard-terms", response=term_in_words(t, terms.response), resolution=term_in_words(t, terms.resolution)),
        t("standard-closed", text=t.plain(f"standard-{card.category}-closed")),
    ]
    return Message(text="\n".join(lines))


def term_in_words(t: Speech, term: str) -> str:
    """ "4 working_hours" as one says it."""
    amount, unit = written(term)
    return t.plain(f"term-{unit}", count=amount)


def measure(t: Speech, move: Move, category: str) -> list[str]:
    """The line that somebody who makes `move` decides by."""
    half = DECIDED_BY.get(move)
    return [t(f"standard-{half}", text=t.plain(f"standard-{category}-{half}"))] if half else []


def measures_on_card(t: Speech, card: CaseCard) -> list[str]:
    """Under the words of a case that waits for the reader to take it in, or to check it."""
    deciding = next((move for move in card.moves if move in AT_A_TAP), None)
    return measure(t, deciding, card.category) if deciding else []
