"""Prongsai (โปร่งใส): transparency pages of Thai public agencies from YAML records."""

from importlib.metadata import version

__version__ = version("prongsai")
