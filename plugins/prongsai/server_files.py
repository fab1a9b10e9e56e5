"""The same promises said by the web server: the policy of each page as headers, for Apache and for Pages-like hosts.

Offered, not forced (`server_files: true`): on an Apache whose AllowOverride leaves out FileInfo, any .htaccess with
headers in it would turn every page into an error.
"""

from __future__ import annotations

from prongsai.frame import POLICY

HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""What every answer carries. `frame-ancestors` and `nosniff` cannot be said in a page, only by a server."""


def server_files() -> dict[str, bytes]:
    """The files by address: `.htaccess` for Apache, `_headers` as Netlify and Cloudflare Pages read it."""
    return {".htaccess": _htaccess().encode(), "_headers": _headers().encode()}


def _htaccess() -> str:
    lines = "".join(f'  Header always set {name} "{value}"\n' for name, value in HEADERS.items())
    return (
        "# Made by prongsai; a new build writes it anew.\n"
        "AddDefaultCharset utf-8\n"
        f"<IfModule mod_headers.c>\n{lines}</IfModule>\n"
    )


def _headers() -> str:
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
