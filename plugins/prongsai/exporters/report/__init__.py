"""The official paper of a year, for signing and filing: content first, then its forms."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from prongsai.exporters.report.content import Paper, make_paper
from prongsai.exporters.report.docx import report_docx
from prongsai.exporters.report.pdf import report_pdf
from prongsai.extras import MissingExtra, installed
from prongsai.words import load_words

FORMS = {"pdf": report_pdf, "docx": report_docx}
"""What writes a paper, by the ending of its file, which is also the name of the extra that it needs."""
_NEEDS = {"pdf": ("typst", "pypdf"), "docx": ("docx",)}


def papers_to_make(wish: object) -> tuple[tuple[str, ...], str]:
    """The forms that a site makes, and a sentence about those that it leaves out ("" if none).

    `wish` is True for all, False for none, "auto" for what this machine can make. Raises MissingExtra if True asks
    for more than that.
    """
    if wish is False:
        return (), ""
    made = tuple(form for form in FORMS if installed(*_NEEDS[form]))
    missing = [form for form in FORMS if form not in made]
    if missing and wish is True:
        raise MissingExtra(",".join(missing))
    return made, load_words()["paper"]["left_out"].format(extras=",".join(missing)) if missing else ""


def forms_promised(addresses: Collection[str]) -> tuple[str, ...]:
    """The forms that a ledger's site offers: those of its addresses, and those that can be made here."""
    made, _ = papers_to_make("auto")
    return tuple(form for form in FORMS if form in made or _has(addresses, form))


def promised_papers(made: Collection[str], dropped: Collection[str]) -> list[str]:
    """What to say to who promised papers and cannot make them: one sentence, or none."""
    forms = [form for form in FORMS if form not in made and _has(dropped, form)]
    return [load_words()["paper"]["promised"].format(extras=",".join(forms))] if forms else []


def _has(addresses: Iterable[str], form: str) -> bool:
    return any("/report/" in f"/{address}" and address.endswith(f".{form}") for address in addresses)


__all__ = [
    "FORMS",
    "Paper",
    "forms_promised",
    "make_paper",
    "papers_to_make",
    "promised_papers",
    "report_docx",
    "report_pdf",
]
