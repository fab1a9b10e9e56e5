"""The model in other forms than pages."""

from prongsai.exporters.opendata import DataFile, year_json
from prongsai.exporters.schema import schemas

__all__ = ["DataFile", "schemas", "year_json"]
