"""A new agency's repository, or its next year, as values: files by path. Nothing is written here.

Only what the agency said about itself stands in the data; everything else is prepared as comments, explained with the
model's own words, so that the first build is complete and claims nothing.
"""

from prongsai.starter.answers import Answers, answer, framework_for
from prongsai.starter.next_year import NextYear, next_year
from prongsai.starter.repository import starter_files

__all__ = ["Answers", "NextYear", "answer", "framework_for", "next_year", "starter_files"]
