"""What a web server is told about the site: one table of rules, written for Apache, nginx and Pages-like hosts.

`.htaccess` and `_headers` are offered, not forced (`server_files: true`): on an Apache whose AllowOverride leaves out
FileInfo, any .htaccess with headers in it would turn every page into an error.
"""

from __future__ import annotations

from collections.abc import Iterable

from prongsai.server_files.apache import apache_fragment, htaccess
from prongsai.server_files.nginx import nginx_fragment
from prongsai.server_files.pages_hosts import headers_file
from prongsai.server_files.place import Place, PlaceError
from prongsai.server_files.rules import HEADERS

__all__ = ["HEADERS", "Place", "PlaceError", "apache_fragment", "nginx_fragment", "server_files"]


def server_files(site_url: str, published: Iterable[str]) -> dict[str, bytes]:
    """The files by address: `.htaccess` for Apache, `_headers` as Netlify and Cloudflare Pages read it.

    `site_url` is empty where nobody has said it; `published` are the paths of the site's files.
    """
    place = Place.of(site_url) if site_url else None
    return {".htaccess": htaccess(place).encode(), "_headers": headers_file(published).encode()}
