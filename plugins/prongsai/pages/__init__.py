"""The model into pages: values that a site engine, or `prongsai pages`, writes."""

from prongsai.pages.address import Addresses
from prongsai.pages.maker import shown_years
from prongsai.pages.page import Asset, Download, Heading, Options, Page, reference
from prongsai.pages.plan import plan_assets, plan_pages, redirect

__all__ = [
    "Addresses",
    "Asset",
    "Download",
    "Heading",
    "Options",
    "Page",
    "plan_assets",
    "plan_pages",
    "redirect",
    "reference",
    "shown_years",
]
