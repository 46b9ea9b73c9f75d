"""A chart travels to other processes without what readers have compiled from it."""

import pickle

import continuum as ct


def test_what_was_attached_stays_at_home():
    """A lock, a diagram, a machine: none of them can be packed, and none needs to be."""
    chart = ct.load("outline").lower("2026-11-25")
    chart.attached["kept by a test"] = lambda: None
    try:
        other = pickle.loads(pickle.dumps(chart))  # noqa: S301 - packed just here
    finally:
        del chart.attached["kept by a test"]
    assert other.attached == {}
    assert other.configurations == {}
    assert list(other.events) == list(chart.events)
    assert other.book.digest == chart.book.digest
