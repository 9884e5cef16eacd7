"""Five hundred numbers, addresses and handles, in every script of digits and every spacing."""

import random
import unicodedata
from collections.abc import Iterator

import phonenumbers

_SCRIPTS = [
    start
    for start in range(0x30, 0x20000)
    if unicodedata.category(chr(start)) == "Nd" and unicodedata.decimal(chr(start)) == 0
]
_SPACES = (" ", "\u00a0", "\u2009", "-", "\u2013", "\u2011", ".", "  ", " - ", "/", "\u200b", "")
_TEXTS = ("Звоните {} вечером.", "Нөмірі: {}, кешке", "call {} please", "({})", "тел.{}", "{}")
_PREFIXES = ("700", "701", "702", "705", "707", "708", "747", "771", "775", "776", "777", "778")


def sensitive(seed: int = 111) -> Iterator[tuple[str, str]]:
    """(what it is, a text with it)."""
    chance = random.Random(seed)
    for number in range(200):
        yield "phone", _in_text(chance, _spaced(chance, _phone(chance), number))
    for number in range(120):
        run = f"{chance.randrange(10**12):012}"
        yield "digits", _in_text(chance, _spaced(chance, run, number))
    for _ in range(90):
        yield "email", _in_text(chance, _email(chance))
    for number in range(90):
        yield "handle", _in_text(chance, _handle(chance, number))


def _phone(chance: random.Random) -> str:
    number = phonenumbers.parse(f"+7{chance.choice(_PREFIXES)}{chance.randrange(10**7):07}", None)
    assert phonenumbers.is_possible_number(number)
    shape = chance.choice(
        (
            phonenumbers.PhoneNumberFormat.E164,
            phonenumbers.PhoneNumberFormat.INTERNATIONAL,
            phonenumbers.PhoneNumberFormat.NATIONAL,
        )
    )
    return str(phonenumbers.format_number(number, shape))


def _spaced(chance: random.Random, text: str, number: int) -> str:
    """Some as they are, some with something between the digits; each script in its turn."""
    zero = _SCRIPTS[number % len(_SCRIPTS)]
    space = chance.choice(_SPACES)
    if chance.random() < 0.5:
        groups = [text[place : place + 3] for place in range(0, len(text), 3)]
        text = space.join(groups)
    return "".join(
        chr(zero + int(letter)) if letter.isascii() and letter.isdigit() else letter
        for letter in text
    )


def _in_text(chance: random.Random, what: str) -> str:
    return chance.choice(_TEXTS).format(what)


def _email(chance: random.Random) -> str:
    user = chance.choice(("aru.2009", "dias_k", "мама", "a", "x-y+z", "girl١٢", "q.w.e"))
    host = chance.choice(("mail.ru", "gmail.com", "inbox.kz", "почта.рф", "a-b.co.uk"))
    at = chance.choice(("@", " @ ", "\uff20", "(at)", " [at] ", " собака "))
    dot = chance.choice((".", " . ", "(dot)", " точка ")) if at != "\uff20" else "."
    return f"{user}{at}{host.replace('.', dot)}"


def _handle(chance: random.Random, number: int) -> str:
    zero = _SCRIPTS[number % len(_SCRIPTS)]
    digits = "".join(chr(zero + chance.randrange(10)) for _ in range(chance.choice((0, 2, 4))))
    name = chance.choice(("aru", "dias", "qyran", "темная", "ақбота")) + digits
    shapes = (
        f"@{name}",
        f"https://t.me/{name}",
        f"instagram.com/{name}",
        f"@{name}.kz",
        f"{name}_x_{digits}",
        "инстаграм: aru" + digits,
        "телега — dias" + digits,
        "TikTok qyran_" + (digits or "q"),
        "ник «shadow" + (digits or "99") + "»",
        "vk.com/id" + (digits or "1"),
    )
    return shapes[number % len(shapes)]
