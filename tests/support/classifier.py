"""The category model that tests use: the real one, built once from the examples and then read from build/."""

import fcntl
from functools import cache

from adapters.category_examples import fingerprint, read_examples
from adapters.category_model import BUILT, CategoryModel, NoModel, load
from bot import config


@cache
def classifier() -> CategoryModel:
    """Built if it is missing or the examples have changed since; test processes side by side wait for one another."""
    cases = config.load(environment={}).cases
    lessons = fingerprint(read_examples(cases.categories))
    BUILT.parent.mkdir(exist_ok=True)
    with BUILT.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            if (model := load(BUILT)).lessons == lessons:
                return model
        except NoModel:
            pass
        from bot.operator import training  # brings scikit-learn along: seconds, for once

        training.build(cases)
        return load(BUILT)
