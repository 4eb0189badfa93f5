"""Personal data at rest: AES-256-GCM with the row as associated data, keys by id, and a blind index for exact search.

A token is: version (1 byte) · length of the key id (1) · key id (ASCII) · nonce (12) · ciphertext and tag.
Rotation: add a key at the end (it seals from now on, the older ones still open), seal every row again, drop the old
key. The index is derived from the first key, so that adding a key loses no search; dropping the first one means
making the index columns again.
"""

import base64
import binascii
import hmac
import re
import secrets
import unicodedata
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.base import Sealed
from services.ports import NotOpened

VERSION = 1
NONCE_BYTES = 12
KEY_BYTES = 32
INDEX_BYTES = 16
KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,16}")
PHONE = re.compile(r"\+?[\d\s().-]{5,}")
CHINA = re.compile(r"(?:00)?86(?=1\d{10}$)")


def generate_key() -> str:
    """A fresh key as base64, to go behind an id: "k1:" and this."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def parse_keys(text: str) -> dict[str, bytes]:
    """Keys by id, oldest first, from "k1:base64,k2:base64".

    ValueError names a key by its position only: what stands before the colon may be a key put there by mistake.
    """
    keys: dict[str, bytes] = {}
    for position, part in enumerate(text.split(","), start=1):
        key_id, colon, encoded = part.strip().partition(":")
        if not colon or not KEY_ID.fullmatch(key_id):
            raise ValueError(f"key {position}: must be id:base64, the id of 1 to 16 letters, digits, _ or -")
        if key_id in keys:
            raise ValueError(f"key {position}: its id is used by an earlier key")
        keys[key_id] = _decoded(encoded, position)
    return keys


def _decoded(encoded: str, position: int) -> bytes:
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError(f"key {position}: must be {KEY_BYTES} bytes in base64")
    return key


def normal(text: str) -> str:
    """One spelling of what people mean as the same: width and case folded, a phone number as bare digits, without
    China's country code."""
    text = unicodedata.normalize("NFKC", text).strip().casefold()
    if PHONE.fullmatch(text):
        return CHINA.sub("", re.sub(r"\D", "", text))
    return text


class KeyVault:
    """`services.ports.Vault`. `keys` by id, oldest first: the last one seals, all open."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        if not keys:
            raise ValueError("a vault needs at least one key")
        self._keys = dict(keys)
        self._ciphers = {key_id.encode("ascii"): AESGCM(key) for key_id, key in keys.items()}
        self._newest = list(self._ciphers)[-1]
        self._head = bytes((VERSION, len(self._newest))) + self._newest
        first = next(iter(keys.values()))
        self._index_key = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"doorstep index").derive(first)

    def __repr__(self) -> str:
        return f"KeyVault({len(self._ciphers)} keys)"

    @property
    def key_ids(self) -> tuple[str, ...]:
        """Oldest first."""
        return tuple(self._keys)

    def without(self, key_id: str) -> "KeyVault":
        """As it will be once that key is dropped. ValueError for the last key, KeyError for one that is not there."""
        kept = dict(self._keys)
        del kept[key_id]
        return KeyVault(kept)

    def seal(self, text: str, bound_to: str) -> Sealed:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return Sealed(self._head + nonce + self._ciphers[self._newest].encrypt(nonce, text.encode(), bound_to.encode()))

    def open(self, sealed: Sealed, bound_to: str) -> str:
        """Raises NotOpened."""
        token = sealed.token
        if len(token) < 2 or token[0] != VERSION:
            raise NotOpened(f"{bound_to}: no token of this vault")
        start = 2 + token[1]
        cipher = self._ciphers.get(token[2:start])
        if cipher is None:
            raise NotOpened(f"{bound_to}: sealed with a key that is not here")
        nonce, content = token[start : start + NONCE_BYTES], token[start + NONCE_BYTES :]
        try:
            return cipher.decrypt(nonce, content, bound_to.encode()).decode()
        except (InvalidTag, ValueError):
            raise NotOpened(f"{bound_to}: changed, or sealed for another row") from None

    def is_current(self, sealed: Sealed) -> bool:
        return sealed.token.startswith(self._head)

    def index(self, text: str) -> bytes:
        return hmac.digest(self._index_key, normal(text).encode(), "sha256")[:INDEX_BYTES]
