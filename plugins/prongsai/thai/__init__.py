"""Thai text, digits, dates and periods: pure functions, standard library only.

Knows nothing of ITA or of web pages, and imports nothing else of the project.
"""

from .dates import (
    MONTHS,
    Month,
    ParsedDate,
    PeriodProblem,
    Precision,
    ProblemCode,
    be_to_ce,
    ce_to_be,
    fiscal_year_bounds,
    fiscal_year_of,
    format_date,
    format_range,
    parse_date,
)
from .digits import to_arabic_digits, to_thai_digits
from .labels import Label, split_label
from .period import Period, Span, parse_period
from .recurrence import Recurrence
from .text import collation_key, normalise

__all__ = [
    "MONTHS",
    "Label",
    "Month",
    "ParsedDate",
    "Period",
    "PeriodProblem",
    "Precision",
    "ProblemCode",
    "Recurrence",
    "Span",
    "be_to_ce",
    "ce_to_be",
    "collation_key",
    "fiscal_year_bounds",
    "fiscal_year_of",
    "format_date",
    "format_range",
    "normalise",
    "parse_date",
    "parse_period",
    "split_label",
    "to_arabic_digits",
    "to_thai_digits",
]
