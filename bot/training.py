"""`python -m bot train-categories`: builds the category model, and says how good it is."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from adapters.category_examples import Example, read_examples, read_held_out
from adapters.category_model import BUILT, save
from adapters.category_training import Figures, Tried, cross_validate, figures, judge, train
from domain.case_flow import CaseKind
from domain.category import Label
from domain.settings import CaseSettings

CONFUSIONS_SHOWN = 10


def build(cases: CaseSettings, path: Path = BUILT) -> int:
    """Train on the examples; how many there were."""
    examples = read_examples(cases.categories)
    save(path, train(examples))
    return len(examples)


def build_and_report(cases: CaseSettings, *, reported: bool) -> Iterator[str]:
    yield f"{BUILT.name}: trained on {build(cases)} examples"
    if reported:
        yield from report(cases, read_examples(cases.categories))


def report(cases: CaseSettings, examples: Sequence[Example]) -> Iterator[str]:
    """Lines of Markdown: by cross-validation, and on messages that were written apart and never taught."""
    tried = cross_validate(examples, cases.categories)
    yield "## By cross-validation"
    yield from _figures(figures(tried), len(tried))
    yield ""
    yield from _coverage(tried, cases.classifier.confident)
    model = train(examples)
    apart = [judge(model, text, Label(key, CaseKind.COMPLAINT), cases.categories) for key, text in read_held_out()]
    yield ""
    yield "## On messages written apart and never taught"
    right = sum(one.right for one in apart)
    yield f"{right} of {len(apart)} right ({right / len(apart):.0%})."
    yield ""
    yield from _coverage(apart, cases.classifier.confident)


def _figures(found: Figures, count: int) -> Iterator[str]:
    yield ""
    yield f"- messages: {count}"
    yield f"- accuracy: {found.accuracy:.3f}"
    yield f"- macro-F1: {found.macro_f1:.3f}"
    yield f"- wish or complaint told apart: {found.wish_or_complaint:.3f}"
    yield ""
    yield "| category | precision | recall | messages |"
    yield "| --- | --- | --- | --- |"
    for key, (precision, recall, support) in found.by_category.items():
        yield f"| `{key}` | {precision:.2f} | {recall:.2f} | {support} |"
    yield ""
    yield "| is | was taken for | times |"
    yield "| --- | --- | --- |"
    for truth, said, times in found.confused[:CONFUSIONS_SHOWN]:
        yield f"| `{truth}` | `{said}` | {times} |"


def _coverage(tried: Sequence[Tried], confident: float) -> Iterator[str]:
    yield "| proposed from | of all messages | of those right |"
    yield "| --- | --- | --- |"
    for threshold in sorted({0.3, 0.4, 0.5, 0.6, 0.7, confident}):
        sure = [one for one in tried if one.confidence >= threshold]
        right = sum(one.right for one in sure) / len(sure) if sure else 0.0
        here = " (config.yaml)" if threshold == confident else ""
        yield f"| {threshold:.2f}{here} | {len(sure) / len(tried):.0%} | {right:.1%} |"
