"""Doing the portions of a run: one after another here, or over the workers of an executor."""

from __future__ import annotations

import os
import pickle
import zlib
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from continuum.errors import ContinuumError, ScenarioError
from continuum.sim.population.cohort import Cohort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from continuum.sim.scale.job import Job, Portion

    Work = Callable[[Job, Cohort], Any]

__all__ = ["carried_out", "forked", "rows_in_words", "workers_of"]

# So many portions a worker are on their way: none waits for work, and few wait to be taken.
_AHEAD: Final = 2
_NAMED: Final = 6


def workers_of(executor: Any) -> int:
    """Give how many portions an executor does at once.

    Args:
        executor: Of ``concurrent.futures``, or a client of Dask.

    Raises:
        ScenarioError: It is neither.

    Example:
        >>> from concurrent.futures import ThreadPoolExecutor
        >>> with ThreadPoolExecutor(3) as pool:
        ...     workers_of(pool)
        3
    """
    if not callable(getattr(executor, "submit", None)):
        raise ScenarioError(
            f"an executor cannot be `{type(executor).__name__}`",
            help="give one of `concurrent.futures`, or a client of Dask",
        )
    if _is_dask(executor):
        return max(1, int(sum(executor.ncores().values())))
    count = getattr(executor, "_max_workers", None)
    return count if isinstance(count, int) and count > 0 else os.cpu_count() or 1


def forked(executor: Any) -> bool:
    """Whether the workers of an executor are copies of this process.

    Libraries of frames start threads, which a copy does not have, so it may wait for them for
    ever.

    Args:
        executor: The executor.
    """
    context = getattr(executor, "_mp_context", None)
    return context is not None and context.get_start_method() == "fork"


def carried_out(
    job: Job,
    portions: Sequence[Portion],
    work: Work,
    *,
    executor: Any = None,
    everybody: Cohort | None = None,
) -> Iterator[tuple[int, Any]]:
    """Do every portion, and give the place of each with what came out, as they are done.

    Args:
        job: The run.
        portions: Its portions.
        work: What is done with the people of each; a function that can be imported.
        executor: Who does it; ``None``: this process, in order.
        everybody: The people of all rows, if they are at hand.

    Raises:
        ScenarioError: A worker is gone; the message says which rows are missing.
    """
    if executor is not None:
        yield from _handed_out(job, portions, work, executor)
        return
    for place, (first, end) in enumerate(portions):
        if everybody is None:
            cohort = job.people(portions[place])
        else:
            cohort = everybody if len(portions) == 1 else everybody.take(range(first, end))
        yield place, work(job, cohort)


def _handed_out(
    job: Job, portions: Sequence[Portion], work: Work, executor: Any
) -> Iterator[tuple[int, Any]]:
    ahead = _AHEAD * workers_of(executor)
    # It travels with each portion: what Dask is given once is gone with the worker that has it.
    packed = job.packed()
    if _is_dask(executor):
        executor = executor.get_executor(pure=False)
    given = isinstance(job.scenario.people, Cohort)
    todo = iter(enumerate(portions))
    waiting: dict[Future[Any], int] = {}
    missing = dict(enumerate(portions))
    try:
        while missing:
            while len(waiting) < ahead and (following := next(todo, None)) is not None:
                place, portion = following
                people = job.people(portion) if given else portion
                waiting[executor.submit(_done, packed, people, work)] = place
            for future in sorted(
                wait(waiting, None, FIRST_COMPLETED).done, key=waiting.__getitem__
            ):
                found = future.result()
                place = waiting.pop(future)
                del missing[place]
                yield place, found
    except ContinuumError:
        raise
    except (Exception, CancelledError) as error:
        raise ScenarioError(
            f"a worker did not give back what it had to do ({type(error).__name__}), so "
            f"{rows_in_words(list(missing.values()))} of {job.rows:,} are missing",
            help="nothing was written; simulate again, with smaller blocks if memory was short",
        ) from error
    finally:
        for future in waiting:
            future.cancel()


def _done(packed: bytes, people: Any, work: Work) -> Any:
    """What a worker does; whatever it is, it is the same when it is done again."""
    job = _unpacked(packed)
    return work(job, people if isinstance(people, Cohort) else job.people(people))


@lru_cache(maxsize=2)
def _unpacked(packed: bytes) -> Job:
    return pickle.loads(zlib.decompress(packed))  # type: ignore[no-any-return]  # noqa: S301 - packed by `Job`


def _is_dask(executor: Any) -> bool:
    return type(executor).__module__.partition(".")[0] == "distributed"


def rows_in_words(portions: Iterable[Portion]) -> str:
    """Say which rows some portions are, neighbours together.

    Args:
        portions: The portions, in order.

    Example:
        >>> from continuum.sim.scale.job import Portion
        >>> rows_in_words([Portion(0, 10), Portion(10, 20), Portion(1000, 1500)])
        'rows 0 to 19 and 1,000 to 1,499'
    """
    joined: list[list[int]] = []
    for first, end in portions:
        if joined and joined[-1][1] == first:
            joined[-1][1] = end
        else:
            joined.append([first, end])
    words = [f"{first:,} to {end - 1:,}" for first, end in joined]
    if len(words) > _NAMED:
        words[_NAMED - 1 :] = [f"{len(words) - _NAMED + 1} more stretches"]
    return "rows " + " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
