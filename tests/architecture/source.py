"""The house's own code, read as text and as syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("adapters", "bench", "bot", "domain", "handlers", "models", "scheduler", "services", "webchat")


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the house, without tests, by its path from the root."""
    files = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
    return {str(file.relative_to(ROOT)): ast.parse(file.read_text(encoding="utf-8")) for file in files}


def docstrings(tree: ast.Module) -> set[int]:
    """Ids of the strings that stand alone as a statement: what modules, classes, functions and fields say of
    themselves."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every string literal but docstrings, pieces of f-strings included."""
    said = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node
