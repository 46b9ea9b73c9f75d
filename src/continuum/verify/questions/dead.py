"""Questions to what was walked: which ways and events are dead, which states missed, and why?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.verify.following.trail import Trail
from continuum.verify.marking import normal_form
from continuum.verify.questions.circles import circles
from continuum.verify.questions.clash import Clash, clash
from continuum.verify.search import Never, Open

if TYPE_CHECKING:
    from collections.abc import Mapping

    from continuum.rulebook import ChartEvent, Leg, Region
    from continuum.rulebook import State as Place
    from continuum.verify.questions.statechart import Walked

__all__ = ["dead"]


def dead(walked: Walked) -> None:
    """Keep every way that is never taken and every state that is never reached, with its cause."""
    causes = _Causes(walked, circles(walked))
    _ways(walked, causes)
    _still(walked, causes)
    _states(walked)


class _Causes:
    """Why events never happen and ways are never open.

    Args:
        walked: What was walked.
        circling: The events that wait for each other in a circle, of which that was told.
    """

    def __init__(self, walked: Walked, circling: frozenset[str]) -> None:
        self.walked, self.circling = walked, circling
        self.never = walked.never
        self._shut: dict[str, Clash] = {}
        self._clashes: dict[tuple[str, frozenset[int]], Clash] = {}
        findings = walked.outcome.findings
        self._never_hold = {f.subjects for f in findings if f.kind == "guard_never_holds"}
        self._unset = {f.subjects[0] for f in findings if f.kind == "fact_read_never_set"}
        self.doubled = {f.subjects[:3] for f in findings if f.kind == "two_ways"}

    def clash(self, heard: ChartEvent, legs: dict[str, Leg]) -> Clash:
        """Give what clashes; what shuts one leg by gates alone shuts every other as well."""
        known = self._shut.get(heard.name)
        if known is not None:
            return known
        key = heard.name, frozenset(map(id, legs.values()))
        found = self._clashes.get(key)
        if found is None:
            found = self._clashes[key] = clash(self.walked.search, heard, legs)
        if found.of_gates:
            self._shut[heard.name] = found
        return found

    def of(self, found: Clash) -> tuple[str, str]:
        """Give what a clash comes from, if that is a finding of its own, and the words for it."""
        event = found.heard.name
        if found.anyhow and len(found.names) == 1:
            name = found.names[0]
            subjects: tuple[str, ...] = (event, name) if name == "requires" else (name,)
            leg = found.legs.get(name.partition(":")[2])
            if leg is not None:
                subjects = (event, leg.region, leg.source, leg.target)
            return ((name if found.gates else event) if subjects in self._never_hold else ""), ""
        if found.anyhow:
            return "", ""
        for fact, events in found.setters().items():
            if not events:
                because = fact if fact in self._unset else ""
                return because, f"; no event records `{fact}`"
            others = [name for name in events if name != event]
            if {*events} <= self.never and others:
                said = f"; only `{others[0]}` would record `{fact}`, and it can never happen either"
                return ("" if self._waits_for(others[0], event) else others[0]), said
        return "", ""

    def _waits_for(self, event: str, other: str) -> bool:
        """Whether an event waits, by what others record, for another one."""
        seen = {event}
        waiting = [event]
        while waiting:
            heard = self.walked.search.chart.events[waiting.pop()]
            for events in self.clash(heard, _first_leg(heard)).setters().values():
                if {*events} <= self.never:
                    waiting += [name for name in events if name not in seen]
                    seen |= {*events}
        return other in seen


def _first_leg(heard: ChartEvent) -> dict[str, Leg]:
    for region, by_state in heard.ways.items():
        for legs in by_state.values():
            return {region: legs[0]}
    return {}


def _ways(walked: Walked, causes: _Causes) -> None:
    outcome, chart = walked.outcome, walked.search.chart
    shut: set[str] = set()
    count = 0
    for (event, region, source, k), verdict in walked.legs.items():
        if isinstance(verdict, Trail):
            continue
        count += 1
        if event in causes.circling:
            continue
        heard = chart.events[event]
        leg = heard.ways[region][source][k]
        into = "stays there" if leg.target == source else f"leads to `{leg.target}`"
        what = f"the way of `{event}` from `{source}` in {_words(walked, region)}, which {into},"
        subjects = (event, region, source, leg.target)
        if isinstance(verdict, Open):
            sentence = f"{what} is never open; loosen a condition"
            outcome.doubt(
                "dead_transition", subjects, sentence, verdict.why, about=normal_form(leg.when)
            )
            continue
        found = causes.clash(heard, {region: leg})
        if found.beside and (event, region, source) in causes.doubled:
            continue  # two ways are open at once: that was told
        if not found.of_gates:
            _tell(causes, found, subjects, f"{what} is never open", normal_form(leg.when))
        elif event not in shut:
            shut.add(event)
            _tell(causes, found, (event,), f"`{event}` can never happen")
    if not count:
        outcome.proved.append(f"each of the {len(walked.legs)} ways is taken by some case")


def _still(walked: Walked, causes: _Causes) -> None:
    """The events that move nothing; those of handovers are told with their handover."""
    outcome, chart = walked.outcome, walked.search.chart
    stages = tuple(f"{handover.stage.name}_" for handover in chart.handovers)
    for event, verdict in walked.events.items():
        if isinstance(verdict, Trail) or (stages and event.startswith(stages)):
            continue
        if event in causes.circling:
            continue
        claim = f"`{event}` can never happen"
        if isinstance(verdict, Never):
            found = causes.clash(chart.events[event], {})
            _tell(causes, found, (event,), claim)
        else:
            outcome.doubt("dead_transition", (event,), f"{claim}; loosen it", verdict.why)


def _tell(
    causes: _Causes, found: Clash, where: tuple[str, ...], claim: str, about: str = ""
) -> None:
    because, more = causes.of(found)
    what = "the event" if len(where) == 1 else "the way"
    if because:
        mend = f"mend {because if because in found.gates else _named(found, because)} first"
    elif found.anyhow:
        many = "one of them" if len(found.names) > 1 else "it"
        mend = f"loosen {many}, or leave {what} out"
    else:
        mend = f"loosen a condition, let some event record what is missing, or leave {what} out"
    sentence = f"{claim}: {found.say()}{more}; {mend}"
    subjects = (*where, *found.gates)
    causes.walked.outcome.found("dead_transition", subjects, sentence, because, about=about)


def _named(found: Clash, because: str) -> str:
    return f"`{because}`" if because != found.heard.name else "its condition"


# ---------------------------------------------------------------------------- states


def _states(walked: Walked) -> None:
    outcome, chart = walked.outcome, walked.search.chart
    missed = {
        (region.name, state.name): (region, state)
        for region in chart.regions
        for state in region.states
        if (region.name, state.name) not in walked.reached
    }
    doubts = _doubtful(walked)
    behind = {where: _behind(walked, where) for where in missed}
    for where, (region, state) in missed.items():
        if where in doubts:
            claim = f"{_missed(region, state)}; add a transition"
            outcome.doubt("unreachable_state", where, claim, doubts[where])
        else:
            sentence, because = _why(behind, where)
            sentence = f"{_missed(region, state)}{sentence}"
            outcome.found("unreachable_state", where, sentence, because)
    if not missed:
        count = sum(len(region.states) for region in chart.regions)
        outcome.proved.append(f"each of the {count} states is reached by some case")


def _missed(region: Region, state: Place) -> str:
    return f"no case ever comes to `{state.name}` ({state.words}) in {region.words}"


def _behind(walked: Walked, where: tuple[str, str]) -> tuple[list[str], list[str]]:
    """The events that would lead to a state from one that is reached, and the other sources."""
    region, state = where
    events: dict[str, None] = {}
    sources: dict[str, None] = {}
    for heard in walked.search.chart.events.values():
        for legs in heard.ways.get(region, {}).values():
            for leg in legs:
                if leg.target == state != leg.source:
                    if (region, leg.source) in walked.reached:
                        events[heard.name] = None
                    else:
                        sources[leg.source] = None
    return list(events), list(sources)


def _why(
    behind: Mapping[tuple[str, str], tuple[list[str], list[str]]], where: tuple[str, str]
) -> tuple[str, str]:
    events, sources = behind[where]
    region = where[0]
    if events:
        names = _quoted(events)
        them = "that" if len(events) == 1 else "one of them"
        said = f", because {names} can never lead there; mend {them} first, or leave the state out"
        return said, events[0]
    if not sources:
        return ": no event leads there; add a transition, or leave the state out", ""
    them = "there" if len(sources) == 1 else "to one of them"
    said = (
        f", because no case comes to {_quoted(sources)} either; lead a case {them} first, "
        "or leave the state out"
    )
    # Where it leads round in a circle, each stands for itself.
    seen = {where}
    waiting = list(sources)
    while waiting:
        source = waiting.pop()
        before = behind[region, source]
        if before[0] or not before[1]:
            return said, sources[0]
        if (region, source) not in seen:
            seen.add((region, source))
            waiting += before[1]
    return said, ""


def _doubtful(walked: Walked) -> dict[tuple[str, str], str]:
    """The states that an undecided way may lead to, directly or by others; and why undecided."""
    chart = walked.search.chart
    found: dict[tuple[str, str], str] = {}
    for (event, region, source, k), verdict in walked.legs.items():
        if isinstance(verdict, Open):
            target = chart.events[event].ways[region][source][k].target
            found.setdefault((region, target), verdict.why)
    waiting = [where for where in found if where not in walked.reached]
    while waiting:
        region, source = waiting.pop()
        for heard in chart.events.values():
            for leg in heard.ways.get(region, {}).get(source, ()):
                where = (region, leg.target)
                if where not in found:
                    found[where] = found[region, source]
                    if where not in walked.reached:
                        waiting.append(where)
    return found


def _quoted(names: list[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)


def _words(walked: Walked, region: str) -> str:
    chart = walked.search.chart
    return chart.regions[chart.place[region]].words
