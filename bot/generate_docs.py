"""Writes the pages in docs/ that are made from code, so that they cannot be wrong: `make docs`.

A test holds them fresh. What each setting means is its docstring in domain/settings.py; what it is set to comes from
config.yaml; the life of a case is the table in domain/case_flow.py.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.config import CONFIG, SETTINGS, load
from bot.pages.markdown import table
from bot.pages.roster_page import roster_page
from domain.case_flow import FINAL_STATES, STEPS, CaseKind, CaseState, Party, Step
from handlers.case.standard_cards import term_in_words
from services.texts import LANGUAGES, Speech, speech

DOCS = Path(__file__).parent.parent / "docs"
MADE_FROM = "<!-- Made by `make docs`; edit {source} instead. -->"
ENVIRONMENT = {
    "BOT_TOKEN": "The Telegram bot's token, from @BotFather. Without it the house serves its browser chat only.",
    "DOORSTEP_KEYS": "Keys that seal personal data, oldest first: `k1:base64,k2:base64`, 32 bytes each; the last one "
    "seals, all open. Without it one is made at the first start and kept in `data/doorstep-keys`.",
    "DOORSTEP_CONFIG": "Another file instead of `config.yaml`. Or several, as in `config.yaml:street.yaml`: each says "
    "only what it has differently from those before; tables are merged key by key, lists are replaced.",
    "DATABASE_URL": "Instead of `storage.database`, for example `postgresql+asyncpg://doorstep@localhost/doorstep`.",
    "DOORSTEP_TELEGRAM_API_BASE": "Instead of `channels.telegram.api_base`: a self-hosted Bot API server.",
    "WEBCHAT_BOT_TOKEN": "The token between the house and its own browser chat. Without it one is made at the first "
    "start and kept in `data/webchat-token`.",
    "DOORSTEP_WEBHOOK_SECRET": "What a server that calls a webhook has to know. Without it one is made at the first "
    "start and kept in `data/webhook-secret`; several machines need the same.",
    "CHROMIUM": "The browser that takes the demo's pictures, where it is not on the PATH.",
    "CI": "`true`: a demo without pictures has failed.",
}

Schema = dict[str, Any]
SECONDS = re.compile(r"\d\d:\d\d:00")


def settings_page() -> str:
    """docs/settings.md: every key of config.yaml and every variable of the environment."""
    schema = SETTINGS.json_schema()
    values = SETTINGS.dump_python(load(CONFIG, {}), mode="json")
    lines = [
        MADE_FROM.format(source="domain/settings.py and config.yaml"),
        "# Settings",
        "",
        "Everything that a street may change stands in `config.yaml`. It is closed: an unknown key, a missing one or a",
        "wrong type stops the start with one line that names the key, the value and what is allowed.",
        "`python -m bot check-config` says whether it is right without starting anything.",
        "",
        "## From the environment",
        "Secrets, and addresses that differ between machines; none of them is ever written to a log.",
        "",
        *table(("variable", "what it is"), ((f"`{name}`", meaning) for name, meaning in ENVIRONMENT.items())),
    ]
    for key, node in schema["properties"].items():
        lines += ["", f"## {key}", node["description"], ""]
        rows = entries(schema, resolved(schema, node), values[key], key)
        lines += table(("key", "here", "allowed", "what it means"), rows)
    return "\n".join(lines) + "\n"


def entries(schema: Schema, node: Schema, value: Any, path: str) -> Iterator[tuple[str, str, str, str]]:
    """A row for each key below `node`, those of a list's or a table's items once, under `path[]` or `path.*`."""
    for key, child in node.get("properties", {}).items():
        below = f"{path}.{key}"
        inner = resolved(schema, child)
        held = value.get(key) if isinstance(value, dict) else None
        item, suffix = items_of(schema, inner)
        meaning = " ".join(child.get("description", "").split())
        yield f"`{below}`", shown(held, item, inner), allowed(schema, child), meaning
        if "properties" in inner:
            yield from entries(schema, inner, held, below)
        if "properties" in item:
            yield from entries(schema, item, None, below + suffix)


def items_of(schema: Schema, node: Schema) -> tuple[Schema, str]:
    """What a list or a table holds, and how its keys are written."""
    if isinstance(node.get("items"), dict):
        return resolved(schema, node["items"]), "[]"
    if isinstance(node.get("additionalProperties"), dict):
        return resolved(schema, node["additionalProperties"]), ".*"
    return {}, ""


def shown(value: Any, item: Schema, node: Schema) -> str:
    """The value as it stands in config.yaml; what holds records says how many."""
    if value is None or "properties" in node:
        return ""
    if "properties" in item or isinstance(value, dict):
        return f"{len(value)} entries"
    if isinstance(value, list):
        return ", ".join(shown(one, {}, {}) for one in value)
    if isinstance(value, str) and SECONDS.fullmatch(value):
        value = value.removesuffix(":00")
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`" if value != "" else "empty"


def allowed(schema: Schema, node: Schema) -> str:
    """The type in a word, or the words to choose from."""
    node = resolved(schema, node)
    if "enum" in node:
        return ", ".join(f"`{one}`" for one in node["enum"])
    if "prefixItems" in node:
        return f"pairs of {allowed(schema, node['prefixItems'][0])}"
    item, _ = items_of(schema, node)
    if node.get("type") == "array":
        return f"list of {allowed(schema, item) or 'entries'}"
    if node.get("type") == "object":
        return "" if "properties" in node else f"table of {allowed(schema, item) or 'entries'}"
    names = {"string": "text", "integer": "whole number", "number": "number", "boolean": "`true`, `false`"}
    formats = {"time": "time of day, `08:30`", "date": "date, `2026-11-23`"}
    return formats.get(node.get("format", "")) or names.get(node.get("type", ""), "")


def resolved(schema: Schema, node: Schema) -> Schema:
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    return node


def case_flow_page() -> str:
    """docs/case-flow.md: the life of a case as a picture and as a table."""
    rows = (
        (f"`{s.move}`", words(CaseState, s.sources), f"`{s.target}`" if s.target else "stays", *conditions(s))
        for s in STEPS
    )
    lines = [
        MADE_FROM.format(source="domain/case_flow.py"),
        "# The life of a case",
        "",
        "One table decides what may happen to a case, makes the buttons and draws this page. A move that is not in it",
        "is refused; so is one that somebody else has made in the meantime, with a sentence that says so.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {arrow}" for arrow in arrows(STEPS)),
        "```",
        "",
        *table(("move", "from", "to", "who may", "about", "needs"), rows),
    ]
    return "\n".join(lines) + "\n"


def arrows(steps: Iterable[Step]) -> Iterator[str]:
    """One arrow for each pair of states, with every move that takes it."""
    moves: dict[tuple[CaseState, CaseState], list[str]] = {}
    for step in (step for step in steps if step.target):
        for source in sorted(step.sources, key=list(CaseState).index):
            names = moves.setdefault((source, step.lands(source)), [])
            if step.move not in names:
                names.append(step.move)
    yield f"[*] --> {CaseState.SUBMITTED}"
    for (source, target), names in moves.items():
        yield f"{source} --> {target}: {', '.join(names)}"
    yield from (f"{state} --> [*]" for state in CaseState if state in FINAL_STATES)


def conditions(step: Step) -> tuple[str, str, str]:
    needs = ", ".join(f"`{one}`" for one in step.needs)
    about = "any" if step.kinds == frozenset(CaseKind) else words(CaseKind, step.kinds)
    return words(Party, step.who), about, needs


def words(order: Iterable[str], chosen: Iterable[str]) -> str:
    """In the order of the enum, since a set has none."""
    return ", ".join(f"`{one}`" for one in order if one in set(chosen))


def case_standard_page() -> str:
    """docs/case-standard.md: what is accepted, how it goes, by when, and when it is done, in both languages."""
    lines = [
        MADE_FROM.format(source="config.yaml (cases) and locales/*/standard.ftl"),
        "# The case standard",
        "",
        "For each category: when it is accepted, the route it takes, the deadlines, and what has to be true before it",
        "is closed. Minutes and hours run by the clock; working hours and working days over the official calendar;",
        "days count holidays too. Danger goes at once and on the spot, whatever the category. A category's own terms",
        "come before those of its route. Where a year's holidays are not published, weekends alone are left out and",
        "people are told so.",
    ]
    for language in LANGUAGES:
        t = speech(language)
        head = ("category", "route", "answer within", "solved within", "accepted if", "solved if")
        lines += ["", f"## {t.plain('language-name')}", "", *table(head, standards(t))]
    return "\n".join(lines) + "\n"


def standards(t: Speech) -> Iterator[tuple[str, ...]]:
    cases = load(CONFIG, {}).cases
    for key, route in ((category.key, category.route) for category in cases.categories):
        terms = cases.terms(key, route)
        yield (
            f"{t.plain(f'category-{key}')} `{key}`",
            t.plain(f"route-{route}"),
            term_in_words(t, terms.response),
            term_in_words(t, terms.resolution),
            t.plain(f"standard-{key}-accepted"),
            t.plain(f"standard-{key}-closed"),
        )


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "case-flow.md": case_flow_page,
    "case-standard.md": case_standard_page,
    "roster.md": roster_page,
}


def main() -> None:
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
        sys.stdout.write(f"docs/{name}\n")


if __name__ == "__main__":
    main()
