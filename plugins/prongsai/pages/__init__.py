"""The model into pages: values that a site engine, or `prongsai pages`, writes."""

from prongsai.pages.address import Addresses, absolute, web_address
from prongsai.pages.home import HomeRow, home_draft, home_row, row_from_json
from prongsai.pages.maker import shown_years
from prongsai.pages.page import Asset, Download, Draft, Heading, Options, Page, finish, reference
from prongsai.pages.plan import agency_assets, agency_drafts, redirect
from prongsai.pages.previews import Key, Preview, agency_previews, home_preview

__all__ = [
    "Addresses",
    "Asset",
    "Download",
    "Draft",
    "Heading",
    "HomeRow",
    "Key",
    "Options",
    "Page",
    "Preview",
    "absolute",
    "agency_assets",
    "agency_drafts",
    "agency_previews",
    "finish",
    "home_draft",
    "home_preview",
    "home_row",
    "redirect",
    "reference",
    "row_from_json",
    "shown_years",
    "web_address",
]
