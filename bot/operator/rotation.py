"""`python -m bot rotate-keys`: seals everything again with the newest key, batch by batch, and retires an older one."""

from collections.abc import Callable

from adapters.vault import KeyVault
from services import sealing
from services.act import Door

Told = Callable[[str, int], None]


async def reseal_all(door: Door, told: Told) -> int:
    """A transaction a batch, beside the running house; cut short, it goes on where values are still sealed with older
    keys. `told` hears each column's name and how many of its values were done so far."""
    total = 0
    for column in sealing.sealed_columns():
        after, done = 0, 0
        while True:
            again, last = await door.act(sealing.reseal, column, after)
            if last is None:
                break
            after, done = last, done + again
            told(f"{column.table.name}.{column.name}", done)
        total += done
    return total


async def retire(door: Door, vault: KeyVault, key_id: str) -> int:
    """Make the search indexes as they will be without the key. The house must stand still meanwhile: until the key is
    taken out of DOORSTEP_KEYS nothing is found by phone."""
    return await door.act(sealing.reindex, vault.without(key_id))
