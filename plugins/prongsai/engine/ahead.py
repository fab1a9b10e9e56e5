"""A session begun before MkDocs is there: its processes read and check while MkDocs is still being imported."""

from __future__ import annotations

from prongsai.engine.session import Session

_waiting: list[Session] = []


def give_session(session: Session) -> None:
    """Have the next build use it."""
    _waiting.append(session)


def take_session() -> Session | None:
    """The session that was begun, once."""
    return _waiting.pop() if _waiting else None
