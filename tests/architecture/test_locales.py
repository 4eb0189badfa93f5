"""Every sentence exists in every language, is used, gets its values, and stands nowhere else than in locales/."""

import ast
import re
from collections import Counter
from collections.abc import Iterable

import pytest

from bot.config import CONFIG, load
from domain.case_flow import CaseKind, CaseState, HandlingRoute, Move, Party
from domain.errors import DomainError
from domain.notices import Notice
from domain.roles import Role
from handlers.notices import COMPOSERS, IN_STEPS
from services.texts import LANGUAGES
from tests.architecture.source import modules, strings
from tests.architecture.texts import asked, mentioned, parts, texts, variables

CHINESE = re.compile(r"[\u3400-\u9fff]")
NAME = "家门口"  # the product's name is the same in every language
CHINESE_ON_PURPOSE = {
    "domain/danger.py": "how people speak of danger, and of danger that is over: words to recognise, never to say",
    "domain/date_said.py": "how people say a day: words to recognise, never to say",
    "domain/roster_cells.py": "how offices write places, doors and days: words to recognise, and 2单元202室 to write",
    "domain/contact.py": "how people say that they know no number: words to recognise, never to say",
    "webchat/person_api.py": "the browser chat stands apart: it names the nameless itself, in both languages",
    "services/seed/": "the demo street's people, places and words are data",
    "bot/demo/script.py": "what the demo's people say",
}
NAMED_BY_VALUE: dict[str, Iterable[str]] = {
    "state-": CaseState,
    "kind-": CaseKind,
    "route-": HandlingRoute,
    "role-": Role,
    "party-": Party,
    "move-": [move for move in Move if move is not Move.SUBMIT],
    "force-": [kind.key for kind in load(CONFIG, {}).forces.kinds],
    "category-": [category.key for category in load(CONFIG, {}).cases.categories],
}
BY_VALUE = {prefix + value for prefix, values in NAMED_BY_VALUE.items() for value in values}


def refusals(kind: type[DomainError] = DomainError) -> list[type[DomainError]]:
    return [one for sub in kind.__subclasses__() for one in (sub, *refusals(sub))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_given_twice(language: str) -> None:
    """Fluent would silently take one of them."""
    counted = Counter(text.key for text in texts(language))
    assert [key for key, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_languages_say_the_same_things(language: str) -> None:
    one, other = (
        {text.key: (text.file, text.variables) for text in texts(of) if text.key not in parts()}
        for of in (LANGUAGES[0], language)
    )
    assert sorted(one.keys() ^ other.keys()) == []
    assert {key: (one[key], other[key]) for key in one if one[key] != other[key]} == {}


def test_every_refusal_has_its_sentence() -> None:
    assert [one.__name__ for one in refusals() if one.key not in variables()] == []


def test_every_word_of_the_field_has_its_texts() -> None:
    done = {f"move-{move}-done" for move in Move}
    assert sorted((BY_VALUE | done) - variables().keys()) == []


def test_every_notice_is_told() -> None:
    assert sorted(set(Notice) - COMPOSERS.keys() - IN_STEPS.keys()) == []


def test_every_text_that_is_asked_for_exists() -> None:
    assert [f"{one.where}: {one.said}" for one in asked() if not one.meant(NAMED_BY_VALUE)] == []


def test_every_text_gets_its_values() -> None:
    lacking = {
        f"{one.where}: {key}": sorted(variables()[key] - one.given)
        for one in asked()
        if one.given is not None and one.is_sure(NAMED_BY_VALUE)
        for key in one.meant(NAMED_BY_VALUE)
        if not variables().get(key, frozenset()) <= one.given
    }
    assert lacking == {}


def test_every_refusal_gives_its_sentence_its_values() -> None:
    keys = {one.__name__: one.key for one in refusals()}
    lacking = {}
    for path, tree in modules().items():
        for node in ast.walk(tree):
            match node:
                case ast.Raise(exc=ast.Call(func=ast.Name(id=name), keywords=given)) if name in keys:
                    needed = variables().get(keys[name], frozenset()) - {keyword.arg for keyword in given}
                    if needed:
                        lacking[f"{path}:{node.lineno}: {name}"] = sorted(needed)
                case ast.Raise(exc=ast.Name(id=name)) if name in keys and variables().get(keys[name]):
                    lacking[f"{path}:{node.lineno}: {name}"] = sorted(variables()[keys[name]])
    assert lacking == {}


def test_no_text_is_left_over() -> None:
    named = mentioned()
    unused = {key for key in variables().keys() - parts() if not named.fullmatch(key)}
    assert sorted(unused - BY_VALUE) == []


def test_no_sentence_stands_in_code() -> None:
    found = {
        f"{path}:{node.lineno}": node.value
        for path, tree in modules().items()
        if not path.startswith(tuple(CHINESE_ON_PURPOSE))
        for node in strings(tree)
        if CHINESE.search(str(node.value).replace(NAME, ""))
    }
    assert found == {}
