"""A year as a workbook: the bulk editor of people who live in Excel, written from the records and brought back."""

from prongsai.workbook.changes import Brought, bring_back
from prongsai.workbook.judge import judge
from prongsai.workbook.read import Book, is_own_workbook, read_workbook
from prongsai.workbook.write import write_workbook

__all__ = ["Book", "Brought", "bring_back", "is_own_workbook", "judge", "read_workbook", "write_workbook"]
