"""The rules: what every answer carries, how long it may be kept, what kind a file is, what is not for readers.

Everything that a server is told comes from here, whatever its language.
"""

from __future__ import annotations

from prongsai.attachments import PUBLISHED_NAME
from prongsai.frame import POLICY
from prongsai.hashed import LASTING

HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""What every answer carries. `frame-ancestors` and `nosniff` cannot be said in a page, only by a server."""

SHORT = "public, max-age=600"
"""Documents, pictures and open data: a file that was put right is the right one everywhere ten minutes later."""
ASKED = "no-cache"
"""Pages: kept, but asked for each time, and not sent again (304) when they are the same."""
YEAR = "public, max-age=31536000, immutable"
"""What is named by its content."""
ASKED_NAMES = r"\.html$|^search_index\.js(?:on)?$|^prongsai-manifest\.json$"
"""Names of the files that are asked for each time; the search file names the index in use."""
YEAR_NAMES = LASTING.pattern
"""Names of the files that are kept for a year."""

TYPES = {
    "text/html": "html",
    "text/css": "css",
    "text/javascript": "js",
    "text/plain": "txt",
    "text/csv": "csv",
    "text/calendar": "ics",
    "application/json": "json",
    "application/xml": "xml",
    "application/atom+xml": "atom",
    "application/manifest+json": "webmanifest",
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg jpeg",
    "image/webp": "webp",
    "image/x-icon": "ico",
    "font/woff2": "woff2",
    "application/pdf": "pdf",
    "application/gzip": "gz",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}
"""Every kind of file that a site can hold, with the ends of its names."""
TEXTS = tuple(TYPES)[:11]
"""Kinds that are text: UTF-8, and worth compressing. The rest is compressed already."""

STATE = r"/\.(?!well-known/)|/prongsai-(?:lock|upload)\.json$|/prongsai-incoming(?:/|$)"
"""Addresses of hidden files, and of what `prongsai publish` keeps at the host for itself."""
NOT_EVIDENCE = rf"(?!{PUBLISHED_NAME}$)"
"""What may not follow `evidence/`, since no document is published so: a script, a hidden file, the list of all."""
