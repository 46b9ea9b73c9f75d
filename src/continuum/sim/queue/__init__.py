"""The event queue: people in the order of time, so that they can wait for the same places."""

from continuum.sim.queue.running import run_queue

__all__ = ["run_queue"]
