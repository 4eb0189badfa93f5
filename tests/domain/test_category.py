"""What words are about: ranked among what may be chosen, and proposed only where it is sure."""

import pytest

from domain.case_flow import CaseKind, HandlingRoute
from domain.case_standard import Category
from domain.category import Guess, Label, Proposal, default_kind, kind_for, offered, propose

WISH, COMPLAINT, HAZARD, NEED = CaseKind.WISH, CaseKind.COMPLAINT, CaseKind.HAZARD, CaseKind.NEED
LAMP = Category("lamp", (COMPLAINT, HAZARD), HandlingRoute.TRACKED)
NOISE = Category("noise", (COMPLAINT,), HandlingRoute.TRACKED)
COMPANY = Category("company", (WISH, NEED), HandlingRoute.PROXY)
PAPERS = Category("papers", (WISH, COMPLAINT), HandlingRoute.PROXY)
ALL = (LAMP, NOISE, COMPANY, PAPERS)


def shares(lamp: float, noise: float, company: float, papers: float, papers_wish: float) -> dict[Label, float]:
    labels = ("lamp", COMPLAINT), ("noise", COMPLAINT), ("company", WISH), ("papers", COMPLAINT), ("papers", WISH)
    values = (lamp, noise, company, papers, papers_wish)
    return {Label(*label): value for label, value in zip(labels, values, strict=True)}


def test_the_likeliest_comes_first_with_its_share() -> None:
    found = propose(shares(0.5, 0.3, 0.1, 0.06, 0.04), ALL)
    assert [guess.category for guess in found.guesses] == ["lamp", "noise", "company", "papers"]
    assert [round(guess.confidence, 3) for guess in found.guesses] == [0.5, 0.3, 0.1, 0.1]
    assert found.kind is COMPLAINT


def test_both_kinds_of_a_category_count_for_it_and_the_likelier_is_proposed() -> None:
    found = propose(shares(0.4, 0.0, 0.0, 0.25, 0.35), ALL)
    assert (found.guesses[0].category, found.kind) == ("papers", WISH)
    assert propose(shares(0.4, 0.0, 0.0, 0.35, 0.25), ALL).kind is COMPLAINT


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (WISH, [("company", 0.5), ("papers", 0.5)]),
        (HAZARD, [("lamp", 1.0)]),
        (NEED, [("company", 1.0)]),
    ],
)
def test_what_is_not_offered_for_a_kind_is_left_out_and_the_rest_shares_it_all(
    kind: CaseKind, expected: list[tuple[str, float]]
) -> None:
    found = propose(shares(0.3, 0.3, 0.2, 0.1, 0.1), ALL, kind)
    assert [(guess.category, round(guess.confidence, 6)) for guess in found.guesses] == expected
    assert found.kind is kind


def test_a_tie_keeps_the_order_of_the_config() -> None:
    found = propose(shares(0.25, 0.25, 0.25, 0.25, 0.0), ALL)
    assert [guess.category for guess in found.guesses] == ["lamp", "noise", "company", "papers"]


def test_a_category_that_the_street_has_dropped_is_never_proposed() -> None:
    found = propose(shares(0.9, 0.06, 0.04, 0.0, 0.0), (NOISE, COMPANY))
    assert [(guess.category, round(guess.confidence, 6)) for guess in found.guesses] == [
        ("noise", 0.6),
        ("company", 0.4),
    ]


def test_nothing_that_could_be_meant_gives_no_guess() -> None:
    found = propose({Label("gone", COMPLAINT): 1.0}, ALL)
    assert (found.guesses, found.best, found.kind) == ((), None, COMPLAINT)


@pytest.mark.parametrize(("confidence", "category"), [(0.5, "lamp"), (0.49, None), (1.0, "lamp")])
def test_only_what_is_sure_is_proposed(confidence: float, category: str | None) -> None:
    assert Proposal(COMPLAINT, (Guess("lamp", confidence),)).sure_of(0.5) == category


def test_no_words_are_sure_of_nothing() -> None:
    assert Proposal(COMPLAINT).sure_of(0.0) is None


def test_a_resident_chooses_among_wishes_and_complaints() -> None:
    hazards_only = Category("pit", (HAZARD,), HandlingRoute.TRACKED)
    assert offered((*ALL, hazards_only), None) == ["lamp", "noise", "company", "papers"]
    assert offered((*ALL, hazards_only), HAZARD) == ["lamp", "pit"]


def test_a_heading_for_wishes_makes_a_wish_of_it_and_one_for_both_leaves_it() -> None:
    assert [kind_for(COMPANY, COMPLAINT), kind_for(NOISE, WISH)] == [WISH, COMPLAINT]
    assert [kind_for(PAPERS, COMPLAINT), kind_for(PAPERS, WISH)] == [COMPLAINT, WISH]
    assert [default_kind(one) for one in ALL] == [COMPLAINT, COMPLAINT, WISH, COMPLAINT]


def test_a_label_is_read_as_it_is_written() -> None:
    assert str(Label("papers", WISH)) == "papers|wish"
    assert Label.read("papers|wish") == Label("papers", WISH)
