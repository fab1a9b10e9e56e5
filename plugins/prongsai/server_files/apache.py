"""The rules for Apache 2.4: as `.htaccess`, and as a part of the server's own configuration.

An `.htaccess` may fail nobody. Every directive that a module brings stands in `<IfModule>`, and all of them belong to
the one class of AllowOverride that shared hosts grant (FileInfo); so no Options, DirectoryIndex, Require or Expires.
"""

from __future__ import annotations

from prongsai.attachments import HTACCESS
from prongsai.server_files.place import Place
from prongsai.server_files.rules import (
    ASKED,
    ASKED_NAMES,
    HEADERS,
    SHORT,
    STATE,
    TEXTS,
    TYPES,
    YEAR,
    YEAR_NAMES,
)

_NO_PLACE = """# ไม่ทราบที่อยู่ของเว็บ จึงยังไม่ตั้งหน้า 404: ใส่ site_url ใน mkdocs.yml แล้วสร้างใหม่
# No page for what is not found: say site_url in mkdocs.yml and build again.
"""


def htaccess(place: Place | None) -> str:
    """The file for the site's own folder; without a `place` nobody knows where its 404 page is."""
    return "# prongsai เขียนไฟล์นี้ใหม่ทุกครั้งที่สร้างเว็บ อย่าแก้ที่นี่ / Made by prongsai; a new build writes it anew.\n" + _rules(
        place
    )


def apache_fragment(place: Place, folder: str) -> str:
    """For a virtual host: the site in `folder`, with what an `.htaccess` cannot say (no lists of files)."""
    alias = f'Alias "{place.path[:-1]}" "{folder}"' if place.path != "/" else f'DocumentRoot "{folder}"'
    inner = (
        "Options FollowSymLinks\n"
        "# prongsai publish --releases สลับรุ่นด้วย .htaccess: ใช้ AllowOverride FileInfo แทน / it needs FileInfo here\n"
        "AllowOverride None\n"
        "Require all granted\n"
        "DirectoryIndex index.html\n"
    )
    documents = f"^{_literal(folder)}/(?:.+/)?evidence(?:/|$)"
    return (
        f"# prongsai: วางใน <VirtualHost> ของ {place.host} / into the virtual host of {place.host}\n"
        "# ใช้โมดูล / modules: headers deflate filter mime alias dir (a2enmod headers deflate filter)\n"
        f'{alias}\n<Directory "{folder}">\n{_indented(inner + _rules(place))}</Directory>\n'
        f'<DirectoryMatch "{documents}">\n{_indented(HTACCESS.decode())}</DirectoryMatch>\n'
    )


def _rules(place: Place | None) -> str:
    """What both say; the order matters: a later section of one header wins."""
    not_found = f'ErrorDocument 404 "{place.not_found}"\n' if place else _NO_PLACE
    types = "".join(f"AddType {kind} {_dotted(ends)}\n" for kind, ends in TYPES.items())
    charset = f"AddCharset utf-8 {' '.join(_dotted(TYPES[kind]) for kind in TEXTS)}\n"
    headers = "".join(f'Header always set {name} "{value}"\n' for name, value in HEADERS.items())
    # An answer that went out compressed has a tag of its own, and comes back under that name.
    tag = 'RequestHeader edit* "If-None-Match" "-(?:gzip|br)\\"" "\\""\n'
    kept = f'Header set Cache-Control "{SHORT}"\n' + _named(ASKED_NAMES, ASKED) + _named(YEAR_NAMES, YEAR)
    by_type = " ".join(TEXTS)
    return (
        "AddDefaultCharset utf-8\n"
        "FileETag MTime Size\n"
        + not_found
        + _if("mime", charset + types)
        + _if("headers", headers + kept + tag)
        + _if("alias", f'RedirectMatch 404 "{STATE}"\n')
        + _if("filter", _if("brotli", f"AddOutputFilterByType BROTLI_COMPRESS {by_type}\n"))
        + _if("filter", _if("deflate", f"AddOutputFilterByType DEFLATE {by_type}\n"))
    )


def _if(module: str, lines: str) -> str:
    return f"<IfModule mod_{module}.c>\n{_indented(lines)}</IfModule>\n"


def _named(names: str, kept: str) -> str:
    return f'<FilesMatch "{names}">\n  Header set Cache-Control "{kept}"\n</FilesMatch>\n'


def _dotted(ends: str) -> str:
    return " ".join(f".{end}" for end in ends.split())


def _indented(lines: str) -> str:
    return "".join(f"  {line}\n" for line in lines.splitlines())


def _literal(folder: str) -> str:
    return folder.replace(".", r"\.")
