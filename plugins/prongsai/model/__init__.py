"""The nouns of the field, frozen and free of I/O; read `records`, then `site`, then `framework`."""

from prongsai.model.framework import Framework, Indicator, Issue, Item, SubIndicator
from prongsai.model.records import (
    AgencyFields,
    Answer,
    Channel,
    DisclosureFields,
    Evidence,
    MeasureFields,
    Progress,
    Record,
    Survey,
    YearFields,
    unit_name,
)
from prongsai.model.site import Agency, Disclosure, Grouping, Measure, Site, Year, tally

__all__ = [
    "Agency",
    "AgencyFields",
    "Answer",
    "Channel",
    "Disclosure",
    "DisclosureFields",
    "Evidence",
    "Framework",
    "Grouping",
    "Indicator",
    "Issue",
    "Item",
    "Measure",
    "MeasureFields",
    "Progress",
    "Record",
    "Site",
    "SubIndicator",
    "Survey",
    "Year",
    "YearFields",
    "tally",
    "unit_name",
]
