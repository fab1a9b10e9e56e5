"""From a built site to the agency's website: exactly the changed files, never a half-written page.

docs/decisions/0015-publishing.md says why it goes this way.
"""

from prongsai.publish.told import Progress, PublishError, Told

__all__ = ["Progress", "PublishError", "Told"]
