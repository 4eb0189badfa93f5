"""What residents do with each contender: the same eight updates, two typed and six tapped, from start to number."""

from collections.abc import Sequence

from adapters.category_examples import read_examples
from adapters.category_model import BUILT, load_first
from bench.peers.form import FILED, FORM
from bench.residents import Step
from bot.config import load
from domain.case_flow import CaseKind
from domain.category import propose
from domain.danger import spot
from services.texts import speech

ECHOED = 8


def ours(many: int) -> list[Sequence[Step]]:
    """Newcomers: the notice, where they live, the menu, then the wish. Each says something of their own."""
    t = speech("zh").plain
    agree, wish, skip, send = t("consent-agree"), t("menu-wish"), t("form-skip"), t("form-send")
    elsewhere = t("home-none-of-these")
    words = _wishes()
    return [
        (
            Step(says="/start", until=agree),
            Step(taps=agree, until=t("home-ask-community")),
            Step(until=elsewhere),
            Step(taps=elsewhere, until=wish),
            Step(taps=wish, until=t("report-ask-words-wish")),
            Step(says=words[number % len(words)], until=skip),
            Step(taps=skip, until=send),
            Step(taps=send, until="W-2"),
        )
        for number in range(many)
    ]


def _wishes() -> list[str]:
    """Examples whose category the classifier is sure of, so that nobody is asked, and none that speaks of danger."""
    cases, classifier = load(environment={}).cases, load_first(BUILT)
    texts = [one.text for one in read_examples(cases.categories) if one.typed and one.label.kind is CaseKind.WISH]
    proposed = {text: propose(classifier.probabilities(text), cases.categories, CaseKind.WISH) for text in texts}
    return [
        text
        for text, proposal in proposed.items()
        if proposal.sure_of(cases.classifier.confident) and spot(text, cases.danger) is None
    ]


def peers_form(many: int) -> list[Sequence[Step]]:
    steps = [Step(says="/start", until=FORM[0].asks)]
    for question, following in zip(FORM, [*(q.asks for q in FORM[1:]), FILED], strict=True):
        answer = {"taps": question.buttons[0]} if question.buttons else {"says": "somebody to talk to"}
        steps.append(Step(until=following, **answer))
    return [steps] * many


def echo(many: int) -> list[Sequence[Step]]:
    """The same updates as ours, typed and tapped in the same places."""
    typed = {0, 5}
    return [
        [
            Step(says=f"said {number}", until=f"said {number}")
            if number in typed
            else Step(taps="again", until="again")
            for number in range(ECHOED)
        ]
    ] * many


def typed_echo(many: int) -> list[Sequence[Step]]:
    """The same number of updates, all of them typed: each needs one request of the bot where a tap needs two."""
    return [[Step(says=f"said {number}", until=f"said {number}") for number in range(ECHOED)]] * many
