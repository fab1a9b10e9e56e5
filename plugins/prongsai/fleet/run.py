"""The agencies handed out, and what came of each, in the order in which they end."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait

from prongsai.fleet.attempts import MOST, verdict
from prongsai.fleet.places import Places
from prongsai.fleet.task import Order, Result, give_up
from prongsai.fleet.workers import Workers
from prongsai.words import load_words

_TICK = 1.0
"""Seconds between two looks at what is under way."""
_LOST = 4 * MOST
"""So often an agency may be lost with a process that it did not even reach."""


def build_all(
    orders: Iterable[Order], workers: Workers, started: Callable[[Order], None] = lambda _: None
) -> Iterator[Result]:
    """Build every agency. `started` is told of each that is handed out, again after its process died.

    Raises WorkersError when nobody is left to build; the rest of the agencies has then no result.
    """
    waiting = deque(orders)
    under_way: dict[Future[Result], tuple[Order, float]] = {}
    lost: Counter[str] = Counter()
    while waiting or under_way:
        while waiting and len(under_way) < workers.room:
            order = waiting.popleft()
            started(order)
            under_way[workers.submit(order)] = order, time.monotonic()
        done, _ = wait(under_way, timeout=_TICK, return_when=FIRST_COMPLETED)
        for future in done:
            order, since = under_way.pop(future)
            try:
                result = future.result()
            except workers.died:
                lost[order.slug] += 1
                why = _why_not_again(order, lost[order.slug])
                if not why:
                    waiting.append(order)  # last, so that an agency that kills its process is in nobody's way
                    continue
                yield _timed(give_up(order, why), since)
            except Exception as error:  # noqa: BLE001  # a worker with another version, a lost connection: told, not raised
                yield _timed(give_up(order, f"{type(error).__name__}: {error}"), since)
            else:
                yield result
        workers.watch([order for order, _ in under_way.values()])


def _why_not_again(order: Order, lost: int) -> str:
    why = verdict(Places(order.out), order.slug, order.folder, order.limit)
    return why or ("" if lost < _LOST else str(load_words()["fleet"]["died"].format(count=lost)))


def _timed(result: Result, since: float) -> Result:
    return Result(slug=result.slug, state=result.state, seconds=round(time.monotonic() - since, 3), error=result.error)
