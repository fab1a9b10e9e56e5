"""A new agency's repository, or its next year, as values: files by path. Nothing is written here.

Only what the agency said about itself stands in the data; everything else is prepared as comments, explained with the
model's own words, so that the first build is complete and claims nothing.
"""

from prongsai.starter.answers import Answers, answer, framework_for
from prongsai.starter.ci import CIS, HOSTS, Ci, Host
from prongsai.starter.managed import RECORD, Record, RecordError, Setup, read_record
from prongsai.starter.next_year import NextYear, next_year, year_draft
from prongsai.starter.repository import is_unfilled, starter_files
from prongsai.starter.upgrade import Fate, Step, Upgrade, paths_of, plan_upgrade

__all__ = [
    "CIS",
    "HOSTS",
    "RECORD",
    "Answers",
    "Ci",
    "Fate",
    "Host",
    "NextYear",
    "Record",
    "RecordError",
    "Setup",
    "Step",
    "Upgrade",
    "answer",
    "framework_for",
    "is_unfilled",
    "next_year",
    "paths_of",
    "plan_upgrade",
    "read_record",
    "starter_files",
    "year_draft",
]
