"""Properties of one's own, decided, against every case of a small book walked moment by moment.

A moment is a situation of a case: where it stands, and what may change on any day.  Between two
moments an event happens, or facts are learned, any number of them in one act.
"""

from functools import cached_property
from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.explicit import Explicit, guards, lively_books

import continuum as ct
from continuum.guards import ALWAYS, weigh
from continuum.verify.outcome import Outcome
from continuum.verify.properties import (
    FAIRNESS,
    Always,
    Eventually,
    Happens,
    NeverBefore,
    Possible,
    Until,
    always,
    eventually,
    happens,
    never_before,
    possible,
    sometimes,
    until,
)
from continuum.verify.properties.deciding import decide_properties, guards_of
from continuum.verify.search import Search

# The books name 1 and 2 alone; a property may name a threshold of its own.
own_guards = guards(bounds=(1, 2, 3))
events = st.sampled_from(("ended", "moved", "asked"))
claims = st.one_of(own_guards, own_guards, events.map(possible))
moments = st.one_of(
    own_guards,
    st.builds(happens, events, given=st.one_of(st.just(ALWAYS), own_guards)),
    st.builds(happens, events, events),
)
since = st.one_of(st.none(), moments)


class Moments(Explicit):
    """The graph of moments: where a case stands, and what may change being so."""

    @cached_property
    def later(self):
        """What a case may have learned, in one act, since it stood somewhere."""
        return {mark: self.reach({mark}, sends=lambda *_: False) for mark in self.cases}

    @cached_property
    def opening(self):
        """Every moment at which a case may open."""
        return set(product(self.later[self.start], self.nows))

    @cached_property
    def every(self):
        """Every moment that some case comes to."""
        return set(product(self.cases, self.nows))

    @cached_property
    def happening(self):
        """What may happen at each moment."""
        found = {}
        for mark, sends in self.sends.items():
            for sent in sends:
                found.setdefault((mark, sent.now), []).append(sent)
        return found

    @cached_property
    def _held(self):
        return {}

    def so(self, claim, moment):
        """Whether a claim holds at a moment."""
        key = (id(claim), moment)
        if key not in self._held:
            if isinstance(claim, Possible):
                so = any(sent.event == claim.event for sent in self.happening.get(moment, ()))
            else:
                so = self.holds(claim, *moment)
            self._held[key] = so
        return self._held[key]

    def now(self, moment, when):
        """Whether a guard makes a moment one of those that are meant; events happen between."""
        return not isinstance(when, Happens) and self.so(when, moment)

    def at(self, sent, when):
        """Whether an event that happens is one of those that are meant."""
        if not isinstance(when, Happens) or sent.event not in when.governs.events:
            return False
        return bool(weigh(when.given, sent.view).holds)

    def sent(self):
        """Every event that may happen, with the moment before and the moment after it."""
        for moment, sends in self.happening.items():
            for sent in sends:
                yield moment, sent, (sent.after, sent.now)

    def starts(self, when):
        """The moments from which a property counts."""
        if when is None:
            return self.opening
        if isinstance(when, Happens):
            return {after for _, sent, after in self.sent() if self.at(sent, when)}
        return {moment for moment in self.every if self.so(when, moment)}

    def run(self, starts, stop, past=lambda _: False):
        """Every moment that is come to without what stops it, an event being past or not."""
        found, waiting = set(), [moment for moment in starts if not stop(moment)]
        while waiting:
            moment = waiting.pop()
            if moment in found:
                continue
            found.add(moment)
            learned = product(self.later[moment[0]], self.nows)
            sends = (s for s in self.happening.get(moment, ()) if not past(s))
            nexts = (*learned, *((sent.after, moment[1]) for sent in sends))
            waiting.extend(other for other in nexts if other not in found and not stop(other))
        return found

    # ------------------------------------------------------------------ the five forms

    def wrong(self, given):
        """How a property is broken: the moments, or the events, at which it is; or that it is."""
        match given:
            case Always(claim, Happens() as when):
                return [
                    (moment, sent)
                    for moment, sent, _ in self.sent()
                    if self.at(sent, when) and not self.so(claim, moment)
                ]
            case Always(claim, when):
                return [
                    (moment, None)
                    for moment in self.every
                    if self.so(when, moment) and not self.so(claim, moment)
                ]
            case NeverBefore(first, second):
                run = self.run(
                    self.opening, lambda m: self.now(m, second), lambda s: self.at(s, second)
                )
                return [(moment, None) for moment in run if self.now(moment, first)] + [
                    (moment, sent)
                    for moment, sent, _ in self.sent()
                    if moment in run and self.at(sent, first) and not self.at(sent, second)
                ]
            case Until(claim, end, when):
                run = self.run(
                    self.starts(when), lambda m: self.now(m, end), lambda s: self.at(s, end)
                )
                return [(moment, None) for moment in run if not self.so(claim, moment)]
            case Eventually(claim, when, _, fair):
                run = self.run(self.starts(when), lambda m: self.so(claim, m))
                return [(moment, None) for moment in self.endless(run, claim, fair)]

    def endless(self, run, claim, fair):
        """The moments from which a claim need never come about."""
        if fair == "nothing":
            return run
        if fair == "everything_happens":
            coming = {mark for mark, now in self.every if self.so(claim, (mark, now))}
            coming = self.lead_to(coming)
            return {moment for moment in run if moment[0] not in coming}
        acting = {mark for mark in self.cases if self.sends[mark]}
        resting = {m for m in run if not self.later[m[0]] & acting}
        going = set(run)
        while True:
            leading = {
                moment
                for moment in going
                for sent in self.happening.get(moment, ())
                if (sent.after, moment[1]) in going | resting
            }
            marks = {mark for mark, _ in leading}
            again = {moment for moment in going if self.later[moment[0]] & marks}
            if again == going:
                return going | resting
            going = again

    def empty(self, given):
        """Whether a property speaks of what never comes about."""
        moment = given.first if hasattr(given, "first") else given.when
        if moment is None or (moment == ALWAYS and not hasattr(given, "first")):
            return False
        if isinstance(moment, Happens):
            return not any(self.at(sent, moment) for _, sent, _ in self.sent())
        return not any(self.so(moment, one) for one in self.every)

    def rightly(self, given):
        """Whether some case bears a claim out at some moment."""
        if isinstance(given.when, Happens):
            return any(
                self.at(sent, given.when) and self.so(given.claim, moment)
                for moment, sent, _ in self.sent()
            )
        return any(self.so(given.when, m) and self.so(given.claim, m) for m in self.every)

    # ------------------------------------------------------------------ stories

    def followed(self, story):
        """The moments of a story, one after another, and the event before each of them."""
        found, done = [], 0
        for n in range(len(story.acts) + 1):
            part = attrs.evolve(story, acts=story.acts[:n], question=None)
            snapshot, decisions = part.replay(self.book)
            now = tuple(snapshot.facts.get(fact.name) for fact in self.live)
            found.append(((self.mark(snapshot), now), decisions[done:]))
            done = len(decisions)
        return found


def decided(book, given):
    """What the checker says of one property: broken, empty, proved or undecided; and the story."""
    given = attrs.evolve(given, name="mine")
    also = list(guards_of(given))
    outcome = Outcome(Search(book.lower(book.as_of), book.as_of, also=also))
    decide_properties(outcome, (given,))
    said = [finding.kind.removeprefix("property_") for finding in outcome.findings]
    said += ["proved" for text in outcome.proved if text.startswith("property `mine` holds")]
    said += ["undecided" for _ in outcome.undecided]
    (one,) = said
    return one, next((finding.history for finding in outcome.findings), None)


def bears_out(walked, given, story):
    """Whether the moments of a story break a property, followed one by one."""
    moments = walked.followed(story)
    wrong = walked.wrong(given)
    last, done = moments[-1]
    if hasattr(given, "first"):
        # Nowhere on the way has the second come; the first comes at the end.
        before = moments[:-1] if isinstance(given.first, Happens) else moments
        second = any(walked.now(moment, given.second) for moment, _ in before)
        second = second or any(at(walked, d, given.second) for _, ds in moments for d in ds)
        first = walked.now(last, given.first) or any(at(walked, d, given.first) for d in done)
        return first and not second
    if isinstance(given, Always):
        if not isinstance(given.when, Happens):
            return (last, None) in wrong
        return any(at(walked, d, given.when) for d in done) and any(
            moments[-2][0] == moment and sent.event == done[-1].event for moment, sent in wrong
        )
    stop = given.end if hasattr(given, "end") else given.claim
    for n, (moment, came) in enumerate(moments):
        starts = given.when is None and n == 0
        starts = starts or (given.when is not None and walked.now(moment, given.when))
        starts = starts or any(at(walked, d, given.when) for d in came)
        rest = moments[n:]
        stopped = any(
            walked.now(m, stop) if not isinstance(stop, Possible) else walked.so(stop, m)
            for m, _ in rest
        ) or any(at(walked, d, stop) for _, ds in rest[1:] for d in ds)
        if starts and not stopped and (last, None) in wrong:
            return True
    return False


def at(walked, decision, when):
    return (
        isinstance(when, Happens)
        and decision.event in when.governs.events
        and bool(weigh(when.given, decision.view).holds)
    )


def compare(book, given):
    """The checker says what walking every case says, and its story shows it."""
    walked = Moments(book)
    said, story = decided(book, given)
    if walked.empty(given):
        assert said == "vacuous"
        return
    broken = bool(walked.wrong(given))
    assert said == ("violated" if broken else "proved")
    if broken:
        assert bears_out(walked, given, story)


@given(lively_books(), claims, moments)
def test_always_is_decided_as_every_case_decides_it(book, claim, when):
    """While a guard holds, and when an event happens."""
    compare(book, always(claim, when))


@given(lively_books(), claims, moments)
def test_sometimes_is_decided_as_every_case_decides_it(book, claim, when):
    """One case is enough; where there is none, there is no story."""
    given = sometimes(claim, when)
    said, story = decided(book, given)
    assert story is None
    assert said == ("proved" if Moments(book).rightly(given) else "violated")


@given(lively_books(), moments, moments)
def test_never_before_is_decided_as_every_case_decides_it(book, first, second):
    """Whatever the two are: guards, or events that happen while guards hold."""
    compare(book, never_before(first, second))


@given(lively_books(), claims, moments, since)
def test_until_is_decided_as_every_case_decides_it(book, claim, end, when):
    """From the opening, or from a moment on."""
    compare(book, until(claim, end, when))


@pytest.mark.parametrize("fair", FAIRNESS)
@given(book=lively_books(), claim=claims, when=since)
def test_eventually_is_decided_as_every_case_decides_it(fair, book, claim, when):
    """Whatever is taken for granted about the people who act."""
    compare(book, eventually(claim, when, fair=fair))


@given(lively_books(), claims, since)
def test_a_length_of_time_is_never_passed(book, claim, when):
    """What never comes is broken, whatever the time; what comes is left undecided."""
    given = eventually(claim, when, within=ct.days(30))
    without = attrs.evolve(given, within=None)
    said, _ = decided(book, given)
    one, _ = decided(book, without)
    assert said == ("undecided" if one == "proved" else one)
