"""What a transaction has read of what hardly ever changes it does not read again: the street's tree of units. Under
load dozens of updates share one transaction, and each asks for the same few lists."""

from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from services.act import Ctx

P = ParamSpec("P")
T = TypeVar("T")


def once_a_transaction(
    use_case: Callable[Concatenate[Ctx, P], Awaitable[T]],
) -> Callable[Concatenate[Ctx, P], Coroutine[Any, Any, T]]:
    """For use cases that only read what no other use case of the same transaction writes, and answer alike whoever
    asks. The session lives as long as its transaction, and so does what it keeps here."""

    @wraps(use_case)
    async def ask(ctx: Ctx, /, *args: P.args, **kwargs: P.kwargs) -> T:
        known = ctx.session.info
        question = use_case, args, tuple(kwargs.items())
        if question not in known:
            known[question] = await use_case(ctx, *args, **kwargs)
        answer: T = known[question]
        return answer

    return ask
