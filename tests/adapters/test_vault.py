import base64
import traceback

import pytest

from adapters.vault import KeyVault, parse_keys
from models.base import Sealed
from services.ports import NotOpened

OLD, NEW = (base64.b64encode(letter * 32).decode() for letter in (b"o", b"n"))


@pytest.fixture
def vault() -> KeyVault:
    return KeyVault(parse_keys(f"k1:{OLD}"))


def test_opens_what_it_sealed(vault: KeyVault) -> None:
    sealed = vault.seal("李丙寅", "person:12:name")

    assert vault.open(sealed, "person:12:name") == "李丙寅"
    assert "李丙寅".encode() not in sealed.token


def test_the_same_text_never_looks_the_same(vault: KeyVault) -> None:
    assert vault.seal("李丙寅", "person:12:name") != vault.seal("李丙寅", "person:12:name")


def test_does_not_open_in_another_row(vault: KeyVault) -> None:
    sealed = vault.seal("李丙寅", "person:12:name")

    with pytest.raises(NotOpened, match="person:13:name"):
        vault.open(sealed, "person:13:name")


def test_no_changed_byte_opens(vault: KeyVault) -> None:
    token = vault.seal("3-402", "household:7:door").token

    for at in range(len(token)):
        changed = token[:at] + bytes((token[at] ^ 1,)) + token[at + 1 :]
        with pytest.raises(NotOpened):
            vault.open(Sealed(changed), "household:7:door")


def test_no_shortened_token_opens(vault: KeyVault) -> None:
    token = vault.seal("3-402", "household:7:door").token

    for length in range(len(token)):
        with pytest.raises(NotOpened):
            vault.open(Sealed(token[:length]), "household:7:door")


def test_rotation_opens_the_old_seals_with_the_new_and_keeps_the_index(vault: KeyVault) -> None:
    both = KeyVault(parse_keys(f"k1:{OLD}, k2:{NEW}"))
    new_alone = KeyVault(parse_keys(f"k2:{NEW}"))
    old_seal = vault.seal("李丙寅", "person:12:name")

    new_seal = both.seal(both.open(old_seal, "person:12:name"), "person:12:name")

    assert new_alone.open(new_seal, "person:12:name") == "李丙寅"
    with pytest.raises(NotOpened, match="not here"):
        new_alone.open(old_seal, "person:12:name")
    assert both.index("10000000001") == vault.index("10000000001")


def test_the_index_knows_one_number_in_many_spellings(vault: KeyVault) -> None:
    spellings = ["13800000000", " 138 0000 0000 ", "+86 138-0000-0000", "0086 13800000000", "１３８００００００００"]

    assert len({vault.index(spelling) for spelling in spellings}) == 1
    assert len(vault.index("13800000000")) == 16
    assert vault.index("13800000000") != vault.index("13800000001")
    assert vault.index("13800000000") != KeyVault(parse_keys(f"k1:{NEW}")).index("13800000000")


@pytest.mark.parametrize(
    "text",
    ["", OLD, f"k1:{OLD},", f"k1:{OLD},k1:{NEW}", f"{OLD}:k1", f"k1:{OLD[:-8]}", f"k1:{OLD}*", f"k 1:{OLD}", "k1:钥匙"],
)
def test_a_wrong_setting_is_refused_without_showing_a_key(text: str) -> None:
    with pytest.raises(ValueError, match=r"^key \d") as refused:
        parse_keys(text)

    shown = str(refused.value) + "".join(traceback.format_exception_only(refused.value))
    assert OLD[:8] not in shown
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None


def test_a_vault_needs_a_key_and_shows_none() -> None:
    with pytest.raises(ValueError, match="at least one key"):
        KeyVault({})
    assert repr(KeyVault(parse_keys(f"k1:{OLD}"))) == "KeyVault(1 keys)"


def test_a_generated_key_is_256_random_bits() -> None:
    assert len(base64.b64decode(OLD)) == 32
    assert OLD != NEW
