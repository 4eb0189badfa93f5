"""The case standard of one case, in plain words: accepted if, how it goes, by when, closed if."""

from domain.deadlines import written
from handlers.desk import Reader
from services.case.case_views import CaseCard
from services.ports import Message
from services.texts import Speech


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
