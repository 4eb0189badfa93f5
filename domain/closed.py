"""The base of every piece of config: an unknown key or a wrong type is an error, and every key is documented."""

from dataclasses import fields
from typing import Any, ClassVar


class Closed:
    """Read by the config loader (pydantic's word for it); plain Python otherwise."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "extra": "forbid",
        "strict": True,
        "use_attribute_docstrings": True,
    }

    def __post_init__(self) -> None:
        """No number of a street is below 0. ValueError."""
        for field in fields(self):  # type: ignore[arg-type]  # every subclass is a dataclass
            value = getattr(self, field.name)
            if isinstance(value, int | float) and value < 0:
                raise ValueError(f"{field.name} is at least 0: {value}")
