"""The labelled examples in training/categories: a file for each category, a message on each line."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.case_flow import CaseKind
from domain.case_standard import Category
from domain.category import Label, default_kind

EXAMPLES = Path(__file__).parent.parent / "training" / "categories"
HELD_OUT = EXAMPLES.parent / "held-out.txt"
WORDS = "words:"
WISH = "wish|"


@dataclass(frozen=True)
class Example:
    """`typed`: a message as somebody would send it; otherwise a bare word that teaches and is never tested."""

    text: str
    label: Label
    typed: bool = True
    weight: float = 1.0


def read_examples(categories: Sequence[Category], folder: Path = EXAMPLES) -> list[Example]:
    """In the order of categories and lines. A line `words: …` lists words of the field; a line `wish|…` is a wish in a
    category that is offered for complaints too. A category without a file is never proposed, only chosen."""
    examples: list[Example] = []
    for category in categories:
        file = folder / f"{category.key}.txt"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        for line in lines:
            examples += _read(line, Label(category.key, default_kind(category)))
    return examples


def _read(line: str, label: Label) -> list[Example]:
    if line.startswith(WORDS):
        return [Example(word, label, typed=False) for word in line.removeprefix(WORDS).split()]
    if line.startswith(WISH):
        return [Example(line.removeprefix(WISH), Label(label.category, CaseKind.WISH))]
    return [Example(line, label)] if line.strip() else []


def read_held_out(file: Path = HELD_OUT) -> list[tuple[str, str]]:
    """(category, message): `category|message` on each line. Never trained on."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [(category, text) for category, _, text in (line.partition("|") for line in lines)]


def fingerprint(examples: Iterable[Example]) -> str:
    """Changes when what is taught changes."""
    text = "\n".join(f"{one.label} {one.typed} {one.weight} {one.text}" for one in examples)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
