"""What an operator types to bring a roster in, to give it out, and for an empty one."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from bot.operator.cli import main
from tests.support.roster_file import Cell, Sheets, xlsx
from tests.support.where import here

Run = Callable[..., Result]
SHEETS: dict[str, Sequence[Sequence[Cell]]] = {
    "社区": [("社区",), ("滨江社区",)],
    "网格": [("社区", "网格"), ("滨江社区", "第1网格")],
    "小区": [("社区", "小区"), ("滨江社区", "锦绣苑")],
    "楼栋": [("小区", "楼栋", "网格"), ("锦绣苑", "1号楼", "1")],
    "居民": [("小区", "楼栋", "房号", "姓名", "电话"), ("锦绣苑", "1栋", "101", "张三", 13800000001)],
}
BAD: Sheets = SHEETS | {"居民": [("小区", "楼栋", "房号", "姓名"), ("锦绣苑", "2栋", "101", "张三")]}


@pytest.fixture
def run(nothing_yet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    environment = {"DATABASE_URL": here().url(nothing_yet)}

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(main, words, env=environment)

    return invoke


def test_in_and_out_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(xlsx(SHEETS))

    dry = run("import", "roster", "a.xlsx", "--street", "江南街道")
    done = run("import", "roster", "a.xlsx", "--confirm")
    out = run("export", "roster", "b.xlsx", "--unit", "滨江社区")
    again = run("import", "roster", "b.xlsx", "--confirm")

    assert dry.exit_code == done.exit_code == out.exit_code == again.exit_code == 0
    assert "居民：新增 1" in dry.output
    assert "nothing was changed" in dry.output
    assert "it is put in" in done.output
    assert "居民: 1" in out.output
    assert "和现在的花名册一样" in again.output
    assert (tmp_path / "b.xlsx").stat().st_mode & 0o077 == 0


def test_a_bad_row_keeps_all_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(xlsx(BAD))

    refused = run("import", "roster", "a.xlsx", "--street", "江南街道", "--confirm")

    assert refused.exit_code == 1
    assert "「居民」第 2 行 B 列（楼栋）：没有“锦绣苑 2栋”这栋楼" in refused.output
    assert "it is put in" not in refused.output


def test_what_is_no_table_and_no_unit(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"%PDF-1.7\x00\x01\x02\x03\x04\x05\x06")

    assert "这不是表格" in run("import", "roster", "a.xlsx").output
    assert run("export", "roster", "b.xlsx", "--unit", "没有社区").exit_code == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_is_a_roster_that_says_nothing(run: Run, tmp_path: Path, language: str) -> None:
    made = run("template", "roster", "t.xlsx", "--language", language)
    taken = run("import", "roster", "t.xlsx", "--street", "江南街道")

    assert made.exit_code == taken.exit_code == 0
    book = load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames[1:] == ["网格", "小区", "楼栋", "户", "居民", "重点人群", "网格员"]
    care = book["重点人群"]
    assert all(cell.comment for cell in care[1])
    assert "独居" in care.data_validations.dataValidation[0].formula1
