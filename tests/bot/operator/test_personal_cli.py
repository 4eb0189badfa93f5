"""An operator hands somebody their data, and erases somebody."""

import json
from pathlib import Path

from tests.support.operator import Run, ask
from tests.support.street import OUTSIDER, WANG


def test_somebody_is_handed_all_that_is_held_of_them(database: Path, run: Run, tmp_path: Path) -> None:
    found = run("export-person", str(OUTSIDER), "for-them")

    assert found.exit_code == 0, found.output
    facts = json.loads((tmp_path / "for-them" / "data.json").read_text("utf-8"))
    ((words,),) = ask(database, 'SELECT words FROM "case"')
    assert [case["words"] for case in facts["cases"]] == [words]
    assert str(words) in (tmp_path / "for-them" / "我的资料.html").read_text("utf-8")
    assert "is there already" in run("export-person", str(OUTSIDER), "for-them").output


def test_nobody_has_no_data(database: Path, run: Run) -> None:
    found = run("export-person", "999", "for-nobody")
    assert (found.exit_code, "error-not-found" in found.output) == (1, True)


def test_somebody_is_erased_once(database: Path, run: Run) -> None:
    first, second = (run("erase", str(OUTSIDER), "--yes") for _ in range(2))

    assert (first.exit_code, second.exit_code) == (0, 1)
    assert "error-erased-already" in second.output
    assert ask(database, "SELECT person_id, way FROM erasure") == [(OUTSIDER, "operator")]


def test_whoever_works_for_others_is_not_erased(database: Path, run: Run) -> None:
    refused = run("erase", str(WANG), "--yes")

    assert "error-role-first; nothing was changed" in refused.output
    assert ask(database, "SELECT * FROM erasure") == []
