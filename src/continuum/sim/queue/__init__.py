"""The event queue: people in the order of time, so that they can wait for the same places."""

from continuum.sim.queue.running import is_compiled, run_queue

__all__ = ["is_compiled", "run_queue"]
