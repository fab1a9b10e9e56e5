"""Where a site is published, in the form that configuration files of web servers can hold."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from prongsai.problems import Message

_PLAIN = re.compile(r"[\w\u0e00-\u0e7f/.~-]*")
"""Nothing that ends a string or begins a variable in a configuration file. Thai vowels are no letters to Python."""


class PlaceError(ValueError):
    """An address or a folder that no configuration file could hold."""

    def __init__(self, given: str) -> None:
        self.message = Message(
            f"“{given}” ใช้ไม่ได้ ใส่ที่อยู่ที่ขึ้นต้นด้วย https:// และไม่มีช่องว่างหรือเครื่องหมาย เช่น https://www.example.go.th/ita/",
            f"“{given}” cannot be used: give an address that begins with https:// and holds no spaces or other marks",
        )
        super().__init__(self.message.en)


class Place(NamedTuple):
    """A host and the path of the site on it, which begins and ends with a slash; both as letters, not as %E0."""

    host: str
    path: str

    @classmethod
    def of(cls, site_url: str) -> Place:
        """The place that an address names. Raises PlaceError for one that is no web address."""
        try:
            parts = urlsplit(site_url.strip())
            host = (parts.hostname or "").encode("idna").decode()
        except ValueError as error:
            raise PlaceError(site_url) from error
        path = f"/{unquote(parts.path).strip('/')}/".replace("//", "/")
        if parts.scheme not in ("http", "https") or not host or not _PLAIN.fullmatch(host + path):
            raise PlaceError(site_url)
        return cls(host, path)

    @property
    def not_found(self) -> str:
        """The address of the page for what is not there."""
        return f"{quote(self.path)}404.html"
