"""The QR of a link, as it stands on posters and in pictures."""

import segno

QUIET_ZONE = 4
"""Modules of white around a QR, as its standard asks for."""


def modules(link: str) -> list[list[bool]]:
    """The QR's dark modules, row by row from the top: a quarter of it may be torn off or dirty."""
    return [[bool(module) for module in row] for row in segno.make_qr(link, error="q").matrix]
