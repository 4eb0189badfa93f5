"""The base of every piece of config: an unknown key or a wrong type is an error, and every key is documented."""

from typing import Any, ClassVar


class Closed:
    """Read by the config loader (pydantic's word for it); plain Python otherwise."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "extra": "forbid",
        "strict": True,
        "use_attribute_docstrings": True,
    }
