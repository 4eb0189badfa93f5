"""aiogram's FSM storage over one row: read before the update is routed, written in its transaction if it changed."""

from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from domain.plain_data import copied


class RowStorage(BaseStorage):
    """One chat's conversation for the length of one update; the key is not looked at."""

    def __init__(self, state: str | None, data: dict[str, Any]) -> None:
        self.state = state
        self.data = data
        self.changed = False

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        self.state = state.state if isinstance(state, State) else state
        self.changed = True

    async def get_state(self, key: StorageKey) -> str | None:
        return self.state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        self.data = dict(data)
        self.changed = True

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """A copy to the bottom: what a handler changes in it and does not keep, since it refused, never was."""
        return copied(self.data)

    async def close(self) -> None:
        """Nothing is open."""
