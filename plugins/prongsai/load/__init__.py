"""Files into frozen records: `load_site(data_dir) -> (Site, list[Problem])`."""

from prongsai.load.frameworks import load_frameworks
from prongsai.load.site import load_site

__all__ = ["load_frameworks", "load_site"]
