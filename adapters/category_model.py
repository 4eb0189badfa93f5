"""The category model as a file: JSON, the numbers packed as float64. Written by training, read at the start."""

import base64
import json
import os
import sys
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.category import Label
from domain.ngram_model import NgramModel

FORMAT = 1
BUILT = Path(__file__).parent.parent / "build" / "category-model.json"
"""Made by `make model` from the examples in training/."""


OWN_IS_BROKEN = "delete it, and the model that was built from the examples is used; `train-categories` makes a new one"


class NoModel(Exception):
    """There is no model that could be used; the message says what to do."""


@dataclass(frozen=True)
class CategoryModel:
    """`lessons` says what it was trained on: it changes when the examples do. `seen_until` is the newest of the
    street's cases that it has learnt from, 0 for none."""

    model: NgramModel
    lessons: str
    seen_until: int = 0

    def probabilities(self, text: str) -> dict[Label, float]:
        return {Label.read(name): share for name, share in self.model.probabilities(text).items()}


def save(path: Path, trained: CategoryModel) -> None:
    """Replaces the file in one step: whoever starts meanwhile reads the old one or the new one, never half of one."""
    model = trained.model
    content = {
        "format": FORMAT,
        "lessons": trained.lessons,
        "seen_until": trained.seen_until,
        "classes": list(model.classes),
        "grams": sorted(model.vocabulary, key=lambda gram: model.vocabulary[gram]),
        "idf": _packed(model.idf),
        "weights": _packed(model.weights),
        "intercepts": _packed(model.intercepts),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    if trained.seen_until:  # people's words are in it, if only in runs that many wrote
        fresh.chmod(0o600)
    fresh.replace(path)


def load(path: Path, remedy: str = "run `make model`") -> CategoryModel:
    """Raises NoModel, which ends with `remedy`, for a file that is missing, broken, or of another format."""
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise NoModel(f"{path}: format {content['format']}, not {FORMAT}: {remedy}")
        model = NgramModel(
            classes=tuple(content["classes"]),
            vocabulary={gram: row for row, gram in enumerate(content["grams"])},
            idf=_unpacked(content["idf"]),
            weights=_unpacked(content["weights"]),
            intercepts=_unpacked(content["intercepts"]),
        )
    except FileNotFoundError as problem:
        raise NoModel(f"{path}: no category model here: {remedy}") from problem
    except (ValueError, KeyError, TypeError) as problem:
        raise NoModel(f"{path}: no category model: {problem}: {remedy}") from problem
    return CategoryModel(model, content["lessons"], content.get("seen_until", 0))


def load_first(*paths: Path) -> CategoryModel:
    """The first that exists: the street's own before the one that comes with the examples. Raises NoModel."""
    own = next((path for path in paths[:-1] if path.exists()), None)
    return load(own, OWN_IS_BROKEN) if own else load(paths[-1])


def _packed(numbers: "array[float]") -> str:
    return base64.b64encode(_little_endian(numbers).tobytes()).decode()


def _unpacked(text: str) -> "array[float]":
    return _little_endian(array("d", base64.b64decode(text)))


def _little_endian(numbers: "array[float]") -> "array[float]":
    if sys.byteorder == "little":
        return numbers
    swapped = array("d", numbers)
    swapped.byteswap()
    return swapped
