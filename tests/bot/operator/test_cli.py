"""What an operator types, on a small street in a folder of its own."""

from base64 import b64encode
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.operator import KEYS, MONDAY, Run, ask, everything
from tests.support.street import LI, WANG


def test_migrate_makes_a_database_and_leaves_one_that_is_there(run: Run, nothing_yet: Path) -> None:
    results = [run("migrate") for _ in range(2)]

    assert [(one.exit_code, one.output) for one in results] == [(0, "the database is at this version\n")] * 2
    assert ask(nothing_yet, "SELECT count(*) FROM person") == [(0,)]


def test_a_database_with_a_street_is_not_seeded(run: Run, database: Path) -> None:
    before = everything(database)
    result = run("seed")
    assert (result.exit_code, result.output) == (
        1,
        "Error: this database already has a street; nothing was changed\n",
    )
    assert everything(database) == before


def test_a_tick_pushes_what_is_due_and_says_so_with_ids_only(run: Run, database: Path) -> None:
    first, second = run("tick", "--at", f"{MONDAY}T08:30"), run("tick", "--at", f"{MONDAY}T08:30")

    assert (first.exit_code, first.exception) == (0, None)
    assert [line.split()[1:4] for line in first.output.splitlines()[:-1]] == [
        ["visit_digest", "person", str(who)] for who in (WANG, LI)
    ]
    assert first.output.splitlines()[-1] == "2 pushes"
    assert second.output == "0 pushes\n"
    assert ask(database, "SELECT count(*) FROM outbox WHERE notice = 'visit_digest'") == [(2,)]


def test_a_dry_tick_says_the_same_and_changes_nothing(run: Run, database: Path) -> None:
    before = everything(database)
    dry = run("tick", "--dry-run", "--at", f"{MONDAY}T08:30")
    after = everything(database)
    real = run("tick", "--at", f"{MONDAY}T08:30")

    assert (dry.exit_code, dry.output) == (0, real.output)
    assert after == before


def test_preview_shows_what_the_reader_would_see_and_changes_nothing(run: Run, database: Path) -> None:
    before = everything(database)

    result = run("preview", "--at", f"{MONDAY}T08:30")

    assert result.exit_code == 0
    assert f"visit_digest person {WANG}" in result.output
    assert "今天" in result.output
    assert result.output.splitlines()[-1] == "2 pushes"
    assert everything(database) == before


def test_preview_shows_no_more_than_asked_for(run: Run, database: Path) -> None:
    assert run("preview", "--at", f"{MONDAY}T08:30", "--most", "0").output == "2 pushes\n"


def test_a_moment_in_another_zone_is_the_same_moment(run: Run, database: Path) -> None:
    assert run("tick", "--at", f"{MONDAY}T00:29+00:00").output == "0 pushes\n"
    assert run("tick", "--at", f"{MONDAY}T00:30+00:00").output.splitlines()[-1] == "2 pushes"


@pytest.mark.parametrize("command", ["tick", "preview"])
@pytest.mark.parametrize("moment", ["tomorrow", "2026-13-01", ""])
def test_what_is_no_moment_is_refused_with_an_example(run: Run, database: Path, command: str, moment: str) -> None:
    result = run(command, "--at", moment)
    assert result.exit_code == 2
    assert f"{moment!r} is no moment; write 2026-11-23T08:30" in result.output


def test_a_wrong_transfer_is_reversed_once(run: Run, database: Path) -> None:
    balance = "SELECT balance FROM points_account WHERE person_id IS NOT NULL"
    before = ask(database, balance)
    results = [run("reverse-points", "slip") for _ in range(2)]

    assert [(one.exit_code, one.output) for one in results] == [
        (0, "reversed\n"),
        (0, "it was reversed before; nothing was changed\n"),
    ]
    assert (before, ask(database, balance)) == ([(7,)], [(0,)])
    assert run("audit").exit_code == 0


def test_a_transfer_that_never_was_is_not_reversed(run: Run, database: Path) -> None:
    result = run("reverse-points", "no-such")
    assert (result.exit_code, result.output) == (1, "Error: no-such: error-not-found; nothing was changed\n")


def test_a_months_statement_is_printed_or_written_and_a_stranger_of_a_unit_is_told(
    run: Run, database: Path, tmp_path: Path
) -> None:
    printed = run("statement", "--unit", "江南街道", "--month", "2026-11", "--language", "en")
    written = run("statement", "--unit", "1", "--month", "2026-11", "--xlsx", "november.xlsx")
    nobody, future = (
        run("statement", "--unit", unit, "--month", month) for unit, month in (("一网格", "2026-11"), ("1", "2126-11"))
    )

    assert "Given: activity\t7" in printed.output
    assert "With riders when it ended\t7" in printed.output
    assert (written.exit_code, written.output) == (0, "november.xlsx\n")
    assert load_workbook(tmp_path / "november.xlsx").sheetnames == ["积分", "商家和驿站"]
    assert (nobody.exit_code, "没有找到" in nobody.output) == (1, True)
    assert (future.exit_code, "还没有到" in future.output) == (1, True)


def test_check_config_says_whether_it_is_right(run: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("street: {}\n", encoding="utf-8")

    good, bad = run("check-config"), run("check-config", DOORSTEP_CONFIG=str(wrong))

    assert (good.exit_code, good.output) == (0, "the config is right\n")
    assert type(bad.exception).__name__ == "ConfigError"
    assert not (tmp_path / "data").exists()


def test_keys_are_rotated_while_the_old_ones_open_and_one_key_is_no_rotation(run: Run, database: Path) -> None:
    both = f"{KEYS},k2:{b64encode(bytes(range(32))).decode()}"
    only_new = both.partition(",")[2]
    assert run("rotate-keys").output == (
        "Error: there is one key only: add a new one at the end of DOORSTEP_KEYS first\n"
    )
    assert run("audit", DOORSTEP_KEYS=only_new).exit_code == 1
    assert "k9 is none of the older keys: k1" in run("rotate-keys", "--retire", "k9", DOORSTEP_KEYS=both).output

    done = run("rotate-keys", "--retire", "k1", DOORSTEP_KEYS=both)

    assert done.exit_code == 0
    assert done.output.splitlines()[-2:] == [
        "4 values were sealed again with k2",
        "0 index values were made anew; now take k1 out of DOORSTEP_KEYS",
    ]
    assert run("audit", DOORSTEP_KEYS=only_new).exit_code == 0


def test_dead_letters_are_listed_tried_again_and_given_up(run: Run, database: Path) -> None:
    ask(database, "UPDATE outbox SET dead_at = '2026-11-23 01:00:00', error = 'server is away'")
    listed = run("dead-letters").output.splitlines()
    assert listed[-1] == f"{len(listed) - 1} dead letters"
    assert [line.rpartition(": ")[2] for line in listed[:-1]] == ["server is away"] * (len(listed) - 1)

    assert run("dead-letters", "--retry", "--give-up").exit_code == 2
    assert run("dead-letters", "--retry", listed[0].split()[0]).output == "1 will be tried again\n"
    assert run("dead-letters", "--give-up").output == f"{len(listed) - 2} will never be said\n"
    assert run("dead-letters").output == "0 dead letters\n"


def test_coverage_is_printed_and_written_for_any_days(run: Run, database: Path, tmp_path: Path) -> None:
    """Nobody has been to 王's two key persons on the one day that has windows; the grid is called like a formula."""
    ask(
        database,
        "INSERT INTO visit_window (rule, subject_id, household_id, grid_id, starts_on, ends_on, closes_on)"
        " SELECT 'key_persons', id, household_id, 3, '2026-11-20', '2026-11-20', '2026-11-20' FROM person"
        " WHERE household_id IS NOT NULL",
    )
    ask(database, "UPDATE unit SET name = '=HYPERLINK(1)' WHERE id = 3")
    days = ("--unit", "长江社区", "--period", "week", "--day", "2026-11-20", "--as-of", "2026-11-22")

    table = run("coverage", *days)
    by_csv = run("coverage", *days, "--format", "csv", "--to", str(tmp_path / "out.csv"))
    by_xlsx = run("coverage", *days, "--by", "worker", "--format", "xlsx", "--to", str(tmp_path / "out.xlsx"))

    assert table.output.splitlines()[1:3] == [
        "合计\t0.0\t0.0\t2\t0\t0\t2\t0\t0\t0",
        "=HYPERLINK(1)\t0.0\t0.0\t2\t0\t0\t2\t0\t0\t0",
    ]
    assert (by_csv.exit_code, by_xlsx.exit_code) == (0, 0)
    assert "'=HYPERLINK(1),0.0" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert (tmp_path / "out.xlsx").read_bytes().startswith(b"PK")
    assert "重点人群" in run("coverage", *days, "--by", "rule").output
    assert "每周走一走" not in run("coverage", *days, "--rule", "key_persons").output
    refused = [
        run("coverage", "--unit", "没有的社区"),
        run("coverage", *days, "--rule", "no"),
        run("coverage", *days, "--format", "xlsx"),
    ]
    assert [one.exit_code for one in refused] == [1, 1, 2]
