"""A portal over the sites of many agencies, made only of what those sites publish themselves.

`published` reads one site, `rows` is the little of it that pages need, `dataset` writes the combined tables as it goes,
`compare` counts, `pages` are the pages as values, `build` puts the folder together. Who built the sites, nothing here
knows.
"""

from prongsai.portal.build import NAME, Made, Wishes, build_portal, is_portal

__all__ = ["NAME", "Made", "Wishes", "build_portal", "is_portal"]
