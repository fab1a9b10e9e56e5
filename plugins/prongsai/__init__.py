"""Prongsai (โปร่งใส): transparency pages of Thai public agencies from YAML records."""

__version__ = "0.1.0"
"""The one place of it: pyproject.toml takes it from here. Asking the installed package costs every start 40 ms."""
