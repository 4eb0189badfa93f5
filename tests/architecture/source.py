"""The house's own code, read as text and as syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("adapters", "bench", "bot", "domain", "handlers", "models", "scheduler", "services", "webchat")


@cache
def paths() -> tuple[str, ...]:
    """Of every module of the house, without tests, from the root."""
    return tuple(sorted(str(file.relative_to(ROOT)) for package in PACKAGES for file in (ROOT / package).rglob("*.py")))


@cache
def modules() -> dict[str, ast.Module]:
    """By path. Reading them takes a second, so nothing asks for it while tests are collected."""
    return {path: ast.parse((ROOT / path).read_text(encoding="utf-8")) for path in paths()}


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
