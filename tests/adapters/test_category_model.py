"""The model on disk: what is written is read, and whatever else lies there is refused with what to do."""

import json
import subprocess
import sys
from array import array
from pathlib import Path

import pytest

from adapters.category_model import CategoryModel, NoModel, load, load_first, save
from domain.case_flow import CaseKind
from domain.category import Label
from domain.ngram_model import NgramModel

SMALL = CategoryModel(
    NgramModel(
        ("lamp|complaint", "company|wish"),
        {"灯": 0},
        array("d", [1.5]),
        array("d", [2.0, -1.0]),
        array("d", [0.1, 0.2]),
    ),
    "lessons of a test",
)


def test_what_is_written_is_read_to_the_last_bit(tmp_path: Path) -> None:
    save(tmp_path / "new folder" / "model.json", SMALL)

    read = load(tmp_path / "new folder" / "model.json")

    assert (read.model, read.lessons) == (SMALL.model, SMALL.lessons)
    assert set(read.probabilities("灯")) == {Label("lamp", CaseKind.COMPLAINT), Label("company", CaseKind.WISH)}
    assert [file.name for file in (tmp_path / "new folder").iterdir()] == ["model.json"]


@pytest.mark.parametrize("content", ["", "{}", "[]", '"words"', '{"format": 2}', '{"format": 1, "classes": 3}'])
def test_what_is_no_model_is_refused_with_what_to_do(tmp_path: Path, content: str) -> None:
    (tmp_path / "model.json").write_text(content, encoding="utf-8")
    with pytest.raises(NoModel, match="make model"):
        load(tmp_path / "model.json")


def test_a_model_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    save(tmp_path / "model.json", SMALL)
    content = json.loads((tmp_path / "model.json").read_text(encoding="utf-8"))
    (tmp_path / "model.json").write_text(json.dumps(content | {"weights": content["weights"][:-5]}), encoding="utf-8")
    with pytest.raises(NoModel, match="make model"):
        load(tmp_path / "model.json")


def test_a_broken_model_of_the_streets_own_says_that_it_can_be_deleted(tmp_path: Path) -> None:
    own, built = tmp_path / "own.json", tmp_path / "built.json"
    save(built, SMALL)
    own.write_text('{"cut', encoding="utf-8")
    with pytest.raises(NoModel, match=r"own\.json.*delete it"):
        load_first(own, built)


def test_the_streets_own_model_goes_before_the_one_that_came_along(tmp_path: Path) -> None:
    own, built = tmp_path / "own.json", tmp_path / "built.json"
    with pytest.raises(NoModel, match="built"):
        load_first(own, built)
    save(built, CategoryModel(SMALL.model, "built"))
    assert load_first(own, built).lessons == "built"
    save(own, CategoryModel(SMALL.model, "own"))
    assert load_first(own, built).lessons == "own"


def test_the_running_bot_carries_no_machine_learning_library() -> None:
    look = "import sys, bot.operator.cli; print([name for name in ('sklearn', 'scipy') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"
