"""Python's collector of garbage, off until the tests are collected: what is imported stays, and looking through it
again and again takes half of the time of importing it. pyproject.toml names it, so that it is there before the rest."""

import gc

gc.disable()


def begin() -> None:
    """What is there now need never be looked through."""
    gc.freeze()
    gc.enable()


def pytest_collection_finish() -> None:
    begin()
