"""Whoever is compared is asked for the same."""

from collections.abc import Sequence

from bench import scripts
from bench.residents import Load, Step
from tests.support.classifier import classifier


def typed(script: Sequence[Step]) -> list[bool]:
    return [bool(step.says) for step in script]


def test_ours_and_the_peers_get_the_same_updates() -> None:
    classifier()
    ours = typed(scripts.ours(1)[0])
    assert len(ours) == scripts.ECHOED
    assert typed(scripts.peers_form(1)[0]) == typed(scripts.echo(1)[0]) == ours


def test_everybody_wishes_for_something_of_their_own() -> None:
    classifier()
    words = [step.says for script in scripts.ours(20) for step in script if step.says not in ("", "/start")]
    assert len(set(words)) == 20


def test_one_slow_answer_of_a_hundred_is_the_p99() -> None:
    load = Load(updates=100, seconds=2, latencies=[0.1] * 98 + [5.0] * 2)
    assert (load.rate, load.p99) == (50, 5.0)
