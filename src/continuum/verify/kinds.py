"""Every kind of finding: how grave it is, what it means, why it matters, and how to mend it."""

from __future__ import annotations

from typing import Final, Literal

import attrs

__all__ = ["KINDS", "SEVERITIES", "Kind", "Meaning", "Severity", "explain"]

Severity = Literal["fault", "warning", "note"]

SEVERITIES: Final[dict[str, str]] = {
    "fault": "some case would go wrong, or never gets where it must",
    "warning": "a rule that does less than whoever reads it would think",
    "note": "nothing goes wrong; look whether it is meant",
}
"""The severities, gravest first, and what each says."""

Kind = Literal[
    "unreachable_state",
    "dead_transition",
    "dead_end",
    "no_way_to_an_end",
    "two_ways",
    "guard_gap",
    "guard_never_holds",
    "guard_always_holds",
    "redundant_part",
    "shadowed_rule",
    "mandatory_step_bypassed",
    "contradictory_duties",
    "voluntary_step_gates",
    "voluntary_step_is_the_only_way_on",
    "refusing_a_voluntary_step_harms",
    "circular_prerequisite",
    "vacuous_duty",
    "fact_read_never_set",
    "fact_set_never_read",
    "role_that_nobody_holds",
    "handover_without_receiver",
    "lead_empty_or_doubled",
    "deadline_cannot_be_met",
    "deadline_known_too_late",
    "final_state_with_exits",
    "fixed_rule_relaxed",
    "adverse_event_open_to_the_system",
    "information_reaches_a_role",
    "phase_map_not_a_run_of_the_outline",
    "rule_without_source",
    "unknown_fact_strands",
    "unknown_fact_opens",
    "exemptions_overlap",
    "demand_blocked",
    "property_violated",
    "property_vacuous",
]


@attrs.frozen
class Meaning:
    """What a kind of finding means.

    Args:
        severity: How grave it is.
        words: What it is, in a line.
        why: Why it matters to a person, or to whoever works with the rules.
        mend: What usually mends it.
    """

    severity: Severity
    words: str
    why: str
    mend: str


KINDS: Final[dict[Kind, Meaning]] = {
    "unreachable_state": Meaning(
        "fault",
        "a state that no case ever comes to",
        "Whatever the rulebook promises in this state, nobody ever gets it. Either a way into it "
        "is missing, or the ways there ask for things that never come together.",
        "Add the missing way, loosen what closes the ways there are, or leave the state out.",
    ),
    "dead_transition": Meaning(
        "fault",
        "a way that no case ever takes",
        "The rulebook describes a way, or an event, that nothing can ever bring about. Whoever "
        "reads the text will count on it; the person waits for something that cannot happen.",
        "The sentence names the conditions that exclude each other; loosen one of them.",
    ),
    "dead_end": Meaning(
        "fault",
        "a place from which nothing can happen any more",
        "A case that comes here stays for good, though the state is not an end. For the person "
        "that may mean custody, or an obligation, without any way out.",
        "Add an event that leads on, or say that the state is final.",
    ),
    "no_way_to_an_end": Meaning(
        "fault",
        "a place from which the end cannot be reached",
        "Something can still happen, but whatever happens the case never ends: it goes round in "
        "circles, and everything that is owed until the end is owed for ever.",
        "Add a way from one of the states named to an end.",
    ),
    "two_ways": Meaning(
        "fault",
        "two ways of one event that may be open at once",
        "The rules do not say which way the case goes. The library then refuses the event, "
        "since the order in which ways are written means nothing.",
        "Let the conditions of the two ways exclude each other.",
    ),
    "guard_gap": Meaning(
        "fault",
        "facts for which an event that may be decided has no way",
        "The decision may be taken, but for some people none of the ways fits, so that it has "
        "no effect for them. Mostly a case between two thresholds was forgotten. One way alone is "
        "no choice: its condition says whether the event may happen from there, and may fail.",
        "Widen one of the ways until every case has one, or let the event require more.",
    ),
    "guard_never_holds": Meaning(
        "fault",
        "a condition that nothing can meet",
        "Whatever waits for this condition waits for ever. Mostly two of its parts contradict "
        "each other, or a threshold lies outside what the fact may be.",
        "Loosen the condition, or leave out what it stands for.",
    ),
    "guard_always_holds": Meaning(
        "warning",
        "a condition that everything meets",
        "It reads like a safeguard and decides nothing. Whoever relies on it is not protected.",
        "Tighten the condition, or leave it out.",
    ),
    "redundant_part": Meaning(
        "warning",
        "a part of a condition that makes no difference",
        "The condition says the same without this part. Mostly something else was meant, and "
        "the part that should have been there is missing.",
        "Leave the part out, or say what was meant.",
    ),
    "shadowed_rule": Meaning(
        "warning",
        "a rule that blocks nothing which another does not block already",
        "The rule never decides anything by itself. Changing it changes nothing, which whoever "
        "changes it will not expect.",
        "Leave the rule out, or see whether the other one is wider than it should be.",
    ),
    "mandatory_step_bypassed": Meaning(
        "fault",
        "a way round a step that must come first",
        "A step that the law makes a duty can be left out without anything stopping the case. "
        "The story shows who would slip through.",
        "Let the event, or a rule that governs it, require that the step was done.",
    ),
    "contradictory_duties": Meaning(
        "fault",
        "two things that are owed at once and cannot both be done",
        "Whoever owes both breaks one of them, whatever they do.",
        "Let one of the two duties lapse, or begin, where the other is owed.",
    ),
    "voluntary_step_gates": Meaning(
        "fault",
        "a voluntary step without which something else stays closed",
        "A step that is voluntary in name and needed in fact is not voluntary. The person pays "
        "for declining it, or for accepting it.",
        "Take the step out of the condition, or say openly that it is mandatory, with its source.",
    ),
    "voluntary_step_is_the_only_way_on": Meaning(
        "fault",
        "a place that one leaves only by a voluntary step",
        "Whoever declines the step stays where they are. That makes it a duty by the back door.",
        "Add a way on that does not need the step.",
    ),
    "refusing_a_voluntary_step_harms": Meaning(
        "fault",
        "an adverse event that is open because a voluntary step was declined",
        "Declining something voluntary must never be held against the person.",
        "Take the refusal out of the condition of the adverse event.",
    ),
    "circular_prerequisite": Meaning(
        "fault",
        "things that wait for each other, so that none ever happens",
        "Each of them is allowed only after another one of them, and so nobody can begin.",
        "Let one of them happen without the others.",
    ),
    "vacuous_duty": Meaning(
        "warning",
        "a duty that nobody ever owes",
        "The rulebook names a duty, but what would give rise to it never happens, or it is met "
        "the moment it arises.",
        "Loosen what gives rise to it, or leave the duty out.",
    ),
    "fact_read_never_set": Meaning(
        "fault",
        "a fact that conditions read and nothing records",
        "It stays as it was at the opening, so every condition that reads it is decided before "
        "the case begins, or stays not known for good.",
        "Let an event set the fact, or say who records it.",
    ),
    "fact_set_never_read": Meaning(
        "note",
        "a fact that is recorded and that nothing reads",
        "Personal data is asked for, and no rule needs it. Data that nobody needs should not be "
        "kept; or the rule that should read it is missing.",
        "Leave the fact out, or write the rule that reads it.",
    ),
    "role_that_nobody_holds": Meaning(
        "fault",
        "a role that something waits for and that nobody holds",
        "The rules are sound on paper, and with these people the case stands still.",
        "Give somebody the role, or let another role decide as well.",
    ),
    "handover_without_receiver": Meaning(
        "fault",
        "a handover that nobody can bring to its end",
        "The person is passed on to someone who cannot take over; the sender stays accountable, "
        "and the help that was promised does not begin.",
        "Name a receiver who can accept, and see that nothing closes the acceptance.",
    ),
    "lead_empty_or_doubled": Meaning(
        "fault",
        "a moment in which nobody has the lead, or two have it",
        "Without one lead nobody answers for the case; with two, each waits for the other.",
        "Let the lead pass only by a handover that takes effect, from the one who has it.",
    ),
    "deadline_cannot_be_met": Meaning(
        "fault",
        "something that is due before it can be done",
        "Whoever owes it is late on every way the case can go.",
        "Move the day on which it is due, or let it be done earlier.",
    ),
    "deadline_known_too_late": Meaning(
        "fault",
        "a due day that has passed before anybody can know it",
        "The day is counted from something that becomes known only when the day is over.",
        "Count the day from something that is known in time.",
    ),
    "final_state_with_exits": Meaning(
        "fault",
        "a state that is said to be an end and is left again",
        "A case that counts as closed goes on. What is owed until the end is then over too early.",
        "Do not call the state final, or leave the ways out of it away.",
    ),
    "fixed_rule_relaxed": Meaning(
        "fault",
        "a fixed rule of the rulebook beneath that no longer stands as it was",
        "A fixed rule holds in every rulebook that builds on this one. Here something is open "
        "that it closes.",
        "Take the rule over as it is; add to it, and do not open it.",
    ),
    "adverse_event_open_to_the_system": Meaning(
        "fault",
        "something adverse that no named human being need decide",
        "What is to a person's disadvantage is decided by a person, who gives reasons and can be "
        "asked. A system may prepare it, and may never do it.",
        "Let a rule that governs whatever is adverse ask for a human who is named.",
    ),
    "information_reaches_a_role": Meaning(
        "fault",
        "a role that sees, or can conclude, what it may not know",
        "What one may not be told can often be concluded from the states and facts that one sees.",
        "Show that role a coarser state, or fewer facts; then check again.",
    ),
    "phase_map_not_a_run_of_the_outline": Meaning(
        "fault",
        "phases that do not follow the outline",
        "The outline is what every rulebook promises. A case whose phases jump breaks what holds "
        "for all of them.",
        "Mend the map from states to phases, or the way that jumps.",
    ),
    "rule_without_source": Meaning(
        "warning",
        "something that is demanded without saying where it comes from",
        "Nobody can check a rule that has no source, and nobody can contest it.",
        "Give the source, or mark it as an assumption.",
    ),
    "unknown_fact_strands": Meaning(
        "fault",
        "a fact without which a case stands still for good",
        "As long as the fact is not known nothing leads on, and perhaps nobody can ever find it "
        "out. The person waits for a record that does not come.",
        "Say what happens while it is not known, or who records it and by when.",
    ),
    "unknown_fact_opens": Meaning(
        "fault",
        "something that is open only because a fact is not known",
        "Not known is not no. A door that stands open because nobody looked is open by mistake.",
        "Ask for the fact: let the condition require that it is known.",
    ),
    "exemptions_overlap": Meaning(
        "fault",
        "two exemptions of one rule that may hold at once",
        "Which of the two counts is not said, and the order in which they are written means "
        "nothing.",
        "Let them exclude each other, or make them one.",
    ),
    "demand_blocked": Meaning(
        "fault",
        "an event that a rule demands and that has no way on the day",
        "The rule says that it must happen, and no way of it is open: a person may be held past "
        "the last day.",
        "Add a way from there, or loosen what closes it.",
    ),
    "property_violated": Meaning(
        "fault",
        "a property of your own that does not hold",
        "You said that it holds for every case. The story is one for which it does not.",
        "Mend the rules that the story goes through, or the property.",
    ),
    "property_vacuous": Meaning(
        "warning",
        "a property of your own that holds because nothing can break it",
        "What it speaks about never happens, so it protects nobody.",
        "See whether the names and thresholds in it are those that were meant.",
    ),
}
"""Every kind of finding, in the order in which they are reported."""


def explain(kind: Kind) -> str:
    """Tell what a kind of finding means, why it matters and how to mend it.

    Args:
        kind: One of :data:`KINDS`.

    Returns:
        Three paragraphs.

    Example:
        >>> print(explain("two_ways").splitlines()[0])
        two_ways (fault): two ways of one event that may be open at once
    """
    one = KINDS[kind]
    return (
        f"{kind} ({one.severity}): {one.words}\n\n"
        f"Why it matters: {one.why}\n\nHow to mend it: {one.mend}"
    )
