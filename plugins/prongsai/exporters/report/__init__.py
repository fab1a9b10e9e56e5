"""The official paper of a year, for signing and filing: content first, then its forms."""

from prongsai.exporters.report.content import Paper, make_paper

__all__ = ["Paper", "make_paper"]
