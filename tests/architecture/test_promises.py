"""docs/promises.md names tests that exist and pieces of `make soak` that run, and leaves out none of these."""

import ast
import re

from tests.architecture.source import ROOT

PAGE = (ROOT / "docs/promises.md").read_text(encoding="utf-8")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
PIECE = re.compile(r"--only ('[a-z ]+'|[a-z]+)")


def names_in(file: str) -> set[str]:
    """What a module defines."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}
    targets = (target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets)
    return names | {target.id for target in targets if isinstance(target, ast.Name)}


def test_every_test_that_is_named_exists() -> None:
    named = TEST.findall(PAGE)
    assert len(named) > 40
    assert [f"{file}::{name}" for file, name in named if name not in names_in(file)] == []


def test_every_row_names_a_test_or_a_piece() -> None:
    rows = [
        line for line in PAGE.splitlines() if line.startswith("| ") and line not in ("| what | test |", "| --- | --- |")
    ]
    assert [row for row in rows if not TEST.search(row) and not PIECE.search(row)] == []


def test_every_piece_is_named_and_runs() -> None:
    assert {piece.strip("'") for piece in PIECE.findall(PAGE)} == pieces()


def pieces() -> set[str]:
    """The keys of PIECES, read and not imported: that would take seconds."""
    tree = ast.parse((ROOT / "tests/soak/pieces.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if (
            isinstance(node, ast.AnnAssign)
            and ast.unparse(node.target) == "PIECES"
            and isinstance(node.value, ast.Dict)
        ):
            return {ast.literal_eval(key) for key in node.value.keys if key is not None}
    raise LookupError("no PIECES")
