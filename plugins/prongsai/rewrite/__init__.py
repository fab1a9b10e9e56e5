"""Records as YAML files in the way of this data folder: written anew, or changed in place with all else kept."""

from prongsai.rewrite.edit import Edit, EditError, edit, edit_records
from prongsai.rewrite.text import key_lines, record_lines, scalar

__all__ = ["Edit", "EditError", "edit", "edit_records", "key_lines", "record_lines", "scalar"]
