"""The model in other forms than pages."""

from prongsai.exporters.schema import schemas

__all__ = ["schemas"]
