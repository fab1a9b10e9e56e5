"""A new agency's repository as values: its files by path, made of a few answers. Nothing is written here.

Only what the agency said about itself stands in the data; everything else is prepared as comments, explained with the
model's own words, so that the first build is complete and claims nothing.
"""

from prongsai.starter.answers import Answers, answer, framework_for
from prongsai.starter.repository import starter_files

__all__ = ["Answers", "answer", "framework_for", "starter_files"]
