"""Every text of locales/ with the variables in it, and every place in the code where a text is asked for."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from services.texts import LANGUAGES
from tests.architecture.source import ROOT, modules

VALUE = "[a-z0-9_]+"  # what a placeholder in a key stands for: the value of an enum, a number; never a dash


class _Names(Visitor):
    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.texts: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802 - the library's name
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: fluent.MessageReference) -> None:  # noqa: N802 - the library's name
        self.texts.add(node.id.name)


@dataclass(frozen=True)
class Text:
    """`variables` are its own and those of the texts that it is put together from, `parts`."""

    key: str
    file: str
    variables: frozenset[str]
    parts: frozenset[str]


@cache
def texts(language: str) -> tuple[Text, ...]:
    """In the order of files and lines; raises for what Fluent cannot read."""
    found: list[Text] = []
    for file in sorted((ROOT / "locales" / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, fluent.Junk):
                raise ValueError(f"{language}/{file.name}: not Fluent: {(entry.content or '').strip()[:80]}")
            if isinstance(entry, fluent.Message):
                names = _Names()
                names.visit(entry)
                found.append(Text(entry.id.name, file.name, frozenset(names.variables), frozenset(names.texts)))
    by_key = {text.key: text for text in found}
    return tuple(replace(text, variables=_with_parts(text, by_key)) for text in found)


def _with_parts(text: Text, by_key: Mapping[str, Text]) -> frozenset[str]:
    return text.variables.union(*(_with_parts(by_key[part], by_key) for part in text.parts))


@cache
def parts() -> frozenset[str]:
    """Keys that other texts are put together from: each language has its own, and need not ask for them in code."""
    return frozenset(part for language in LANGUAGES for text in texts(language) for part in text.parts)


@cache
def variables() -> dict[str, frozenset[str]]:
    """Of every key, in the first language; another test holds the others to it."""
    return {text.key: text.variables for text in texts(LANGUAGES[0])}


@dataclass(frozen=True)
class Asked:
    """A place where a text is asked for: `t("key", number=…)`. `pattern` matches the keys that it may mean; `given`
    are the values that it gives, None where they come as **values."""

    where: str
    said: str
    pattern: re.Pattern[str]
    given: frozenset[str] | None

    def is_sure(self, named: Mapping[str, Iterable[str]]) -> bool:
        """Whether `meant` are exactly the keys that this can ask for; a placeholder may also match a neighbour."""
        prefix, placeholder, _ = self.pattern.pattern.partition(VALUE)
        return not placeholder or prefix in map(re.escape, named)

    def meant(self, named: Mapping[str, Iterable[str]]) -> set[str]:
        """The keys; those of an f-string over one of the field's words (`named`, by prefix) are exactly its own."""
        for prefix, values in named.items():
            if self.pattern.pattern == re.escape(prefix) + VALUE:
                return {prefix + value for value in values}
        return {key for key in variables() if self.pattern.fullmatch(key)}


def asked() -> Iterator[Asked]:
    """Every call of a Speech with a literal or an f-string for a key."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and is_speech(node.func):
                pattern = pattern_of(node.args[0])
                if pattern is not None:
                    names = [keyword.arg for keyword in node.keywords]
                    given = None if None in names else frozenset(name for name in names if name)
                    yield Asked(f"{path}:{node.lineno}", ast.unparse(node.args[0]), pattern, given)


def is_speech(function: ast.expr) -> bool:
    """t, reader.t, desk.t.plain, speech(language), default.plain."""
    match function:
        case ast.Name(id="t") | ast.Attribute(attr="t" | "plain") | ast.Call(func=ast.Name(id="speech")):
            return True
    return False


def pattern_of(key: ast.expr) -> re.Pattern[str] | None:
    """What a literal, an f-string or a choice between such may mean; None for what only runs can tell."""
    match key:
        case ast.Constant(value=str(text)):
            return re.compile(re.escape(text))
        case ast.JoinedStr(values=parts):
            pieces = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else VALUE for p in parts]
            return re.compile("".join(pieces))
        case ast.IfExp(body=one, orelse=other):
            patterns = [pattern_of(one), pattern_of(other)]
            known = [pattern.pattern for pattern in patterns if pattern is not None]
            return re.compile("|".join(known)) if len(known) == 2 else None
    return None


def mentioned() -> re.Pattern[str]:
    """Every string of the code that may name a text, wherever it stands: keys also come from tables and constants."""
    nodes = [node for tree in modules().values() for node in ast.walk(tree)]
    literals = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    built = {pattern.pattern for node in nodes if isinstance(node, ast.JoinedStr) and (pattern := pattern_of(node))}
    known = {re.escape(key) for key in literals & variables().keys()}
    return re.compile("|".join(sorted(known | {one for one in built if re.search("[a-z]", one)})))
