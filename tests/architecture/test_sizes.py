"""Files that one reads at a sitting, functions that one sees at once, handlers that only parse, act and render."""

import ast
from collections.abc import Iterator

from tests.architecture.source import PACKAGES, ROOT, modules

FILE, FUNCTION, HANDLER = 300, 60, 25
ENDINGS = {".py", ".js", ".css", ".ftl"}
LONG_HANDLERS: dict[str, str] = {}  # "handlers/x.py:name": why it may be longer

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def lines_of(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_no_file_is_long() -> None:
    """Migrations are made, not written."""
    folders = (*PACKAGES, "tests", "locales", "migrations")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.*") if file.suffix in ENDINGS]
    lengths = {
        str(file.relative_to(ROOT)): file.read_text(encoding="utf-8").count("\n")
        for file in files
        if file.parent != ROOT / "migrations/versions"
    }
    assert {name: length for name, length in lengths.items() if length > FILE} == {}


def test_no_function_is_long() -> None:
    tests = {str(file.relative_to(ROOT)): ast.parse(file.read_text("utf-8")) for file in ROOT.glob("tests/**/*.py")}
    long = {
        f"{path}:{function.name}": lines_of(function)
        for path, tree in (modules() | tests).items()
        for function in functions(tree)
        if lines_of(function) > FUNCTION
    }
    assert long == {}


def test_handlers_are_short() -> None:
    """Parse, one use case, render; a longer one says why here."""
    long = {
        f"{path}:{function.name}"
        for path, tree in modules().items()
        if path.startswith("handlers/")
        for function in functions(tree)
        if function.decorator_list and lines_of(function) > HANDLER
    }
    assert long == set(LONG_HANDLERS)
