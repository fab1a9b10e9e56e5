"""The rules for nginx: a `map` for the http block and locations for a server block.

`add_header` of an outer block is forgotten where an inner one has its own, so there is one location that has them all,
and how long a file may be kept comes from the map.
"""

from __future__ import annotations

from prongsai.server_files.place import Place
from prongsai.server_files.rules import (
    ASKED,
    ASKED_NAMES,
    HEADERS,
    NOT_EVIDENCE,
    SHORT,
    STATE,
    TEXTS,
    TYPES,
    YEAR,
    YEAR_NAMES,
)


def nginx_fragment(place: Place, folder: str) -> str:
    """A file for /etc/nginx/conf.d/: the site in `folder`, served at its place."""
    locations = "".join(f"    {line}\n" for line in nginx_locations(place, folder).splitlines())
    return (
        f"# prongsai: วางเป็น /etc/nginx/conf.d/{place.host}.conf / a file of its own in conf.d\n"
        "# มี server ของเว็บนี้อยู่แล้ว: ให้ map อยู่นอก server และย้ายทุก location เข้า server เดิม\n"
        "# If the host has its server block already, keep the map outside and move the locations into that block.\n"
        f"{nginx_map()}\n"
        "server {\n"
        "    listen 80;\n"
        "    # HTTPS: ใช้ certbot --nginx หรือเพิ่ม listen 443 ssl กับใบรับรองของหน่วยงาน\n"
        f"    server_name {place.host};\n\n{locations}}}\n"
    )


def nginx_map() -> str:
    """How long a file may be kept, by its address; the first that fits counts."""
    asked = ASKED_NAMES.replace("^", "/")
    return (
        "map $uri $prongsai_cache {\n"
        f'    "~{YEAR_NAMES}" "{YEAR}";\n'
        f'    "~/$|{asked}" "{ASKED}";\n'
        f'    default "{SHORT}";\n'
        "}\n"
    )


def nginx_locations(place: Place, folder: str) -> str:
    """The site's part of a server block. `^~`: no script handler of the host has a say below the site's address."""
    to_slash = f"location = {place.path[:-1]} {{ return 301 {place.path}; }}\n" if place.path != "/" else ""
    here = place.path.replace(".", r"\.")
    headers = "".join(f'    add_header {name} "{value}" always;\n' for name, value in HEADERS.items())
    types = "".join(f"        {kind} {ends};\n" for kind, ends in TYPES.items())
    texts = " ".join(kind for kind in TEXTS if kind != "text/html")  # which nginx always takes for text
    return (
        f"{to_slash}location ^~ {place.path} {{\n"
        f'    alias "{folder}/";\n'
        "    index index.html;\n"
        "    autoindex off;\n"
        f"    error_page 403 =404 {place.path}404.html;\n"
        f"    error_page 404 {place.path}404.html;\n"
        "    charset utf-8;\n"
        f"    charset_types {texts};\n"
        "    default_type application/octet-stream;\n"
        f"    types {{\n{types}    }}\n"
        "    gzip on;\n"
        "    gzip_vary on;\n"
        "    gzip_proxied any;\n"
        "    gzip_min_length 512;\n"
        f"    gzip_types {texts};\n"
        f"{headers}"
        "    add_header Cache-Control $prongsai_cache always;\n"
        f'    location ~ "{STATE}" {{ return 404; }}\n'
        f'    location ~ "^{here}(?:.+/)?evidence/{NOT_EVIDENCE}" {{ return 404; }}\n'
        "}\n"
    )
