"""`python -m bot train-categories`: builds the category model, or teaches it the street's own cases, and says how good
it is."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from adapters.category_examples import Example, read_examples, read_held_out
from adapters.category_model import BUILT, CategoryModel, save
from adapters.category_retraining import compare, retrain, right
from adapters.category_training import Figures, Tried, cross_validate, figures, judge, train
from domain.case_flow import CaseKind
from domain.category import Label
from domain.category_lessons import Lesson
from domain.ngram_model import grams
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


def learn(
    cases: CaseSettings, lessons: Sequence[Lesson], in_use: CategoryModel, path: Path, *, reported: bool = False
) -> Iterator[str]:
    """Replace the model at `path` by one that has learnt from the street's cases, unless that made it worse."""
    if not lessons:
        yield "no case has been taken in yet, so there is nothing to learn from: the model in use stays"
        return
    wanted, unseen = cases.classifier.judged_at_least, sum(one.case_id > in_use.seen_until for one in lessons)
    corrected = sum(one.corrected for one in lessons)
    yield f"{len(lessons)} cases that the desk has taken in; the proposed category was corrected in {corrected}"
    if unseen < wanted:
        yield f"only {unseen} of them are new to the model in use, and {wanted} are needed to judge: it stays"
        return
    yield "training on them and the examples, and trying it out on what it has not seen: this takes minutes"
    examples, people = read_examples(cases.categories), cases.classifier.written_by
    apart = [(text, Label(key, CaseKind.COMPLAINT)) for key, text in read_held_out()]
    new = retrain(examples, lessons, people)
    found = compare(in_use, new, examples, lessons, apart, cases.categories, people)
    yield ""
    yield "| messages | how many | right: model in use | right: new one |"
    yield "| --- | --- | --- | --- |"
    yield _both("cases new to the model in use, by cross-validation", found.old_cases, found.new_cases)
    yield _both("written apart and never taught", found.old_apart, found.new_apart)
    yield ""
    if reported:
        yield "## The new one on the cases, by cross-validation"
        yield from _figures(figures(found.new_cases), len(found.new_cases))
        yield ""
    if not found.is_better:
        yield "the new one is worse: the model in use stays"
        return
    known = {gram for example in examples for gram in grams(example.text)}
    own = sum(gram not in known for gram in new.model.vocabulary)
    save(path, new)
    yield f"{path}: replaced; {own} of its {len(new.model.vocabulary)} runs of characters come from cases alone,"
    yield f"each written by {people} people or more; a running bot reads it at its next start"


def _both(name: str, old: Sequence[Tried], new: Sequence[Tried]) -> str:
    return f"| {name} | {len(old)} | {right(old) / len(old):.1%} | {right(new) / len(new):.1%} |"


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
    if not found.confused:
        return
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
