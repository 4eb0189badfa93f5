"""Nothing is kept that nobody uses; tests do not count as use."""

import ast
from collections import Counter

from tests.architecture.source import modules

Named = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def test_every_use_case_is_used() -> None:
    """By name only, so a namesake elsewhere hides one; that costs less than a list of exceptions."""
    used = Counter[str]()
    for tree in modules().values():
        used.update(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
        used.update(node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    unused = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in modules().items()
        if path.startswith("services/")
        for node in tree.body
        if isinstance(node, Named) and not used[node.name]
    ]
    assert unused == []
