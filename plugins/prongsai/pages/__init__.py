"""The model into pages: values that a site engine, or `prongsai pages`, writes."""

from prongsai.pages.address import Addresses, absolute, web_address
from prongsai.pages.page import Asset, Download, Heading, Options, Page
from prongsai.pages.plan import plan_assets, plan_pages, redirect
from prongsai.pages.previews import Key, Preview, plan_previews, preview_for

__all__ = [
    "Addresses",
    "Asset",
    "Download",
    "Heading",
    "Key",
    "Options",
    "Page",
    "Preview",
    "absolute",
    "plan_assets",
    "plan_pages",
    "plan_previews",
    "preview_for",
    "redirect",
    "web_address",
]
