"""What rules and care categories are called: by locales/, or, where a street has made its own, by its config."""

from collections.abc import Iterable

from domain.cadence import VisitRule
from handlers.desk import Reader
from services.texts import Speech


def rule_name(reader: Reader, key: str) -> str:
    return rule_called(reader.t, reader.act.ctx.settings.visits.rules, key)


def rule_called(t: Speech, rules: Iterable[VisitRule], key: str) -> str:
    """The config's own name first: a custom rule is an entry there and nothing else."""
    names = next((rule.names for rule in rules if rule.key == key), {})
    text = f"rule-{key}"
    return names.get(t.language) or (t.plain(text) if t.knows(text) else next(iter(names.values()), key))


def care_name(reader: Reader, category: str) -> str:
    t, text = reader.t, f"care-{category}"
    return t.plain(text) if t.knows(text) else category
