"""What a single field takes and refuses, and what of it stays as it was filed."""

from __future__ import annotations

import random
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from case_files import read_cases
from prongsai.model import fields
from prongsai.model.fields import is_staff_survey, likely_code

_KEEPS = [(kind, *pair) for kind, case in read_cases(__file__, "fields").items() for pair in case["keeps"].items()]
_REFUSES = [(kind, *pair) for kind, case in read_cases(__file__, "fields").items() for pair in case["refuses"].items()]


@pytest.mark.parametrize(("kind", "text", "held"), _KEEPS)
def test_keeps(kind: str, text: str, held: Any) -> None:
    value = TypeAdapter(getattr(fields, kind)).validate_python(text)
    assert (str(value) if kind == "Score" else list(value) if kind == "Items" else value) == held


@pytest.mark.parametrize(("kind", "text", "code"), _REFUSES)
def test_refuses(kind: str, text: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        TypeAdapter(getattr(fields, kind)).validate_python(text)
    assert [error["type"] for error in refusal.value.errors()] == [code]


def test_an_address_has_an_end() -> None:
    longest = "https://www.example.go.th/" + "a" * 1974
    assert TypeAdapter(fields.Url).validate_python(longest) == longest
    with pytest.raises(ValidationError, match="url_form"):
        TypeAdapter(fields.Url).validate_python(longest + "a")


def test_no_spelling_of_the_staff_survey_gets_through() -> None:
    rng = random.Random(2569)
    for _ in range(2000):
        path = "".join(
            f"%{ord(c):02x}" if rng.random() < 0.3 else c.upper() if rng.random() < 0.3 else c for c in "/go/iit"
        )
        host = "".join(c.upper() if rng.random() < 0.3 else c for c in "itas.nacc.go.th")
        noise = rng.choice(["", "/", "//", "/.", "/x/..", "/%2e", "/a/b/../.."])
        address = f"http{rng.choice(['', 's'])}://{host}{rng.choice(['', ':443', ':80', '.', ':'])}{noise}{path}/x"
        assert is_staff_survey(address), address


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("018", "O18"),
        ("o18", "O18"),
        ("O-18", "O18"),
        ("O 18", "O18"),
        ("๐๑๘", "O18"),
        ("OIT18", "O18"),
        ("ข้อ 5", "O5"),
        ("โ7", "O7"),
        ("O100", None),
        ("สิบแปด", None),
        ("", None),
    ],
)
def test_the_likely_code_of_a_misspelt_one(text: str, likely: str | None) -> None:
    assert likely_code(text) == likely
