"""Thai letters as text: one spelling for what looks the same, and the order of the Thai dictionary."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile(
    "["
    "\u00ad"  # soft hyphen
    "\u200b"  # zero-width space, the usual Thai word break in web text
    "\u200c\u200d"  # zero-width non-joiner and joiner
    "\u2060"  # word joiner
    "\ufeff"  # byte-order mark
    "]"
)
_SPLIT_AM = re.compile("\u0e4d([\u0e48-\u0e4b]*)\u0e32")  # nikhahit, tone marks, sara aa
_SPLIT_AE = "\u0e40\u0e40"  # sara e twice, typed for sara ae


def normalise(text: str) -> str:
    """Give text that looks the same the same letters.

    Canonical composition (NFC), sara am and sara ae typed as two letters joined, characters without width taken out.
    Never NFKC or NFKD: both take sara am apart, and with a tone mark between the result no longer looks the same.
    Spaces and digits stay as they are. Normalising twice changes nothing.

    >>> normalise("นํ้า\\u200bเเข็ง") == "น้ำแข็ง"
    True
    """
    if text.isascii():  # nothing below is, and most keys of a record are
        return text
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    if "\u0e4d" in text:
        text = _SPLIT_AM.sub("\\1\u0e33", text)
    return text.replace(_SPLIT_AE, "\u0e41")


_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
# Lightest first, as ICU weighs them: yamakkan, thanthakhat, maitaikhu, the four tone marks.
_SECOND_WEIGHT = {mark: str(weight) for weight, mark in enumerate("\u0e4e\u0e4c\u0e47\u0e48\u0e49\u0e4a\u0e4b", 1)}
_NO_WEIGHT = "0"
_FIRST_WEIGHT = str.maketrans(
    {
        "\u0e33": "\u0e32\u0e2f",  # sara am is sara aa, then nikhahit
        "\u0e4d": "\u0e2f",  # nikhahit stands between the consonants and sara a
        "\u0e45": "\u0e32",  # lakkhangyao is sara aa
        "\u0e3a": "\u0e45",  # phinthu comes after all vowels
        **{chr(0x0E50 + digit): str(digit) for digit in range(10)},
        **{letter: chr(0xE000 + ord(letter)) for letter in "abcdefghijklmnopqrstuvwxyz"},  # Latin after Thai
    }
)


def collation_key(text: str) -> tuple[str, str, str]:
    """Sort key of the Thai dictionary order, as ICU's `th` collation gives it.

    A leading vowel is weighed after its consonant. Tone marks, maitaikhu and thanthakhat count only between words
    alike in all else; spaces, punctuation, ฯ and ๆ only when nothing else differs. Digits come first, then Thai,
    then Latin letters regardless of case. The three strings of the key mean nothing but their order.

    >>> sorted(["แก้", "ไก่", "กา", "ก่า", "การ"], key=collation_key)
    ['กา', 'ก่า', 'การ', 'แก้', 'ไก่']
    """
    plain = normalise(text)
    first, second = [], []
    for char in _LEADING_VOWEL.sub(r"\2\1", plain.lower()):
        if char in _SECOND_WEIGHT:
            second.append(_SECOND_WEIGHT[char])
        elif _is_weighed(char):
            first.append(char)
            second.append(_NO_WEIGHT * len(char.translate(_FIRST_WEIGHT)))
    return "".join(first).translate(_FIRST_WEIGHT), "".join(second), plain


def _is_weighed(char: str) -> bool:
    if char in "ฯๆ":
        return False
    return unicodedata.category(char)[0] in "LNM"
