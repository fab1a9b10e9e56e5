"""The nouns of the field, frozen and free of I/O; read `records`, `agency`, `year`, then `site` and `framework`."""

from prongsai.model.agency import LICENCES, AgencyFields, Channel, Survey
from prongsai.model.framework import Framework, Indicator, Issue, Item, SubIndicator
from prongsai.model.groups import Group, groups
from prongsai.model.records import (
    Answer,
    DisclosureFields,
    Evidence,
    MeasureFields,
    Progress,
    Record,
    own_first,
    unit_name,
)
from prongsai.model.site import Agency, Disclosure, Grouping, Measure, Site, Year, tally
from prongsai.model.year import YearFields

__all__ = [
    "LICENCES",
    "Agency",
    "AgencyFields",
    "Answer",
    "Channel",
    "Disclosure",
    "DisclosureFields",
    "Evidence",
    "Framework",
    "Group",
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
    "groups",
    "own_first",
    "tally",
    "unit_name",
]
