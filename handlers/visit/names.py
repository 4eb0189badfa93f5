"""What rules and care categories are called: by locales/, or, where a street has made its own, by its config."""

from handlers.desk import Reader


def rule_name(reader: Reader, key: str) -> str:
    """The config's own name first: a custom rule is an entry there and nothing else."""
    t, rules = reader.t, reader.act.ctx.settings.visits.rules
    names = next((rule.names for rule in rules if rule.key == key), {})
    text = f"rule-{key}"
    return names.get(t.language) or (t.plain(text) if t.knows(text) else next(iter(names.values()), key))


def care_name(reader: Reader, category: str) -> str:
    t, text = reader.t, f"care-{category}"
    return t.plain(text) if t.knows(text) else category
