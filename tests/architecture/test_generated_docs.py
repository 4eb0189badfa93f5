"""Pages made from code are fresh, and leave nothing out."""

import ast
from collections.abc import Iterator

import pytest

from bot.generate_docs import DOCS, ENVIRONMENT, PAGES
from tests.architecture.source import modules


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_what_the_code_says(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "stale: make docs"


def test_every_setting_says_what_it_means() -> None:
    rows = [line for line in PAGES["settings.md"]().splitlines() if line.startswith("| `")]
    assert [row for row in rows if row.endswith("|  |")] == []


def test_every_variable_of_the_environment_is_documented() -> None:
    assert {name for tree in modules().values() for name in asked_of_the_environment(tree)} == set(ENVIRONMENT)


def asked_of_the_environment(tree: ast.Module) -> Iterator[str]:
    """NAME in environment.get("NAME") and os.environ["NAME"]."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=holder, attr="get"), args=[ast.Constant(value=str(name)), *_]):
                pass
            case ast.Subscript(value=holder, slice=ast.Constant(value=str(name))):
                pass
            case _:
                continue
        if ast.unparse(holder) in {"environment", "os.environ"}:
            yield name
