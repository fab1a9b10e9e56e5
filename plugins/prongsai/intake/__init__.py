"""What an import leaves for people: draft files with every doubt beside its text, and a page to review them on."""

from prongsai.intake.files import Entry, Intake, make_intake
from prongsai.intake.review import review_html

__all__ = ["Entry", "Intake", "make_intake", "review_html"]
