"""What `audit` says of a street that is right, of one that is not, and what it mends."""

from pathlib import Path

import pytest

from tests.support.operator import Run, ask


def test_audit_of_a_street_that_is_right(run: Run, database: Path) -> None:
    result = run("audit")
    assert result.exit_code == 0
    assert {line.split()[0] for line in result.output.splitlines()} == {"holds"}


def test_audit_makes_balances_anew_and_says_which(run: Run, database: Path) -> None:
    ask(database, "UPDATE points_account SET balance = balance + 1 WHERE person_id IS NOT NULL")

    first, second = run("audit", "--rebuild"), run("audit", "--rebuild")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.output.splitlines()[0] == "MENDED  account 1: balance 8, transfers 7"
    assert {line.split()[0] for line in second.output.splitlines()} == {"holds"}


@pytest.mark.parametrize(
    ("damage", "broken"),
    [
        ("UPDATE points_account SET balance = balance + 1 WHERE person_id IS NOT NULL", None),
        ("UPDATE \"case\" SET state = 'closed'", "every case stands where its history ends"),
        ('UPDATE "case" SET grid_id = 5', "every case's grid lies in its community"),
        (
            "INSERT INTO case_event (case_id, at, move, from_state, to_state, party)"
            " VALUES (1, '2026-11-23', 'check', 'submitted', 'checked', 'worker')",
            "every step of a case's history is allowed by the table",
        ),
    ],
)
def test_audit_names_what_you_broke_by_its_id_and_fails(
    run: Run, database: Path, damage: str, broken: str | None
) -> None:
    assert run("audit").exit_code == 0

    ask(database, damage)
    result = run("audit")

    lines = result.output.splitlines()
    names = [line.removeprefix("BROKEN  ") for line in lines if line.startswith("BROKEN")]
    assert result.exit_code == 1
    assert names
    assert broken is None or broken in names
    assert "楼道灯" not in result.output
