"""What a user writes, type-checked and never run."""

import continuum as ct


def follow_a_case() -> str:
    """Open a case, ask, send, learn, and read it back."""
    names: tuple[str, ...] = tuple(ct.rulebooks())
    book: ct.Rulebook = ct.load(names[0])
    officer = ct.Actor("probation_officer", "officer-7")
    case = ct.Case.open(book, on="2021-09-01", case_id="P-EU-06", facts={})
    decision: ct.Decision = case.ask("conditional_release", on="2021-09-01", by=officer)
    if decision:
        case.send("conditional_release", on="2021-09-01", by=officer, recorded="2021-09-02")
    case.learn({"release_day": "2021-10-01"}, on="2021-09-03", by=officer, source="the prison")
    text: str = case.to_json()
    same = ct.Case.from_json(text, ct.Rulebook.from_json(book.to_json()))
    earlier = same.as_of("2021-09-02", known_at="2021-09-02")
    against: list[str] = [rule.sentence for rule in decision.against]
    return "\n".join([*against, decision.explain("en"), str(earlier.phase)])


def check_a_rulebook(book: ct.Rulebook, waivers: str) -> str:
    """Check, set aside what somebody answers for, and write it down."""
    from continuum.verify import check, read_waivers, waive

    report = waive(check(book, on="2026-11-23"), read_waivers(waivers), "2026-11-25")
    graded: dict[str, str] = {finding.id: finding.severity for finding in report.findings}
    answered: list[str] = [one.waiver.author for one in report.waived]
    return "\n".join([*graded, *answered, report.stopped, report.to_html(), report.to_sarif()])
