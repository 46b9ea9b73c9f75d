"""A report as SARIF 2.1.0, held to what the standard says of the parts that are used."""

import json

import attrs
import jsonschema
import pytest
from tests import planted

from continuum.verify import KINDS, Waiver, check, waive

# What section 3 of the standard asks of these objects, written down by hand.
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
URI = {"type": "string", "pattern": "^[^ ]+$"}
LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "message": TEXT,
        "logicalLocations": {
            "type": "array",
            "minItems": 1,
            "items": {"required": ["fullyQualifiedName", "name"]},
        },
        "physicalLocation": {
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "properties": {"uri": {"type": "string", "pattern": "^[^ ]+$"}}
                }
            },
        },
    },
}
STEPS = {
    "type": "array",
    "minItems": 1,
    "items": {"required": ["location"], "properties": {"location": LOCATION}},
}
RESULT = {
    "type": "object",
    "required": ["message", "ruleId", "partialFingerprints"],
    "properties": {
        "message": TEXT,
        "level": LEVEL,
        "kind": {"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
        "locations": {"type": "array", "items": LOCATION},
        "codeFlows": {
            "type": "array",
            "items": {
                "required": ["threadFlows"],
                "properties": {
                    "threadFlows": {
                        "minItems": 1,
                        "items": {"required": ["locations"], "properties": {"locations": STEPS}},
                    }
                },
            },
        },
        "suppressions": {
            "type": "array",
            "items": {
                "required": ["kind"],
                "properties": {
                    "kind": {"enum": ["inSource", "external"]},
                    "status": {"enum": ["accepted", "underReview", "rejected"]},
                },
            },
        },
    },
    # 3.27.10: what is no failure has no level.
    "if": {"properties": {"kind": {"not": {"const": "fail"}}}},
    "then": {"properties": {"level": {"const": "none"}}},
}
LOG = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {
                                    "rules": {"uniqueItems": True, "items": {"required": ["id"]}}
                                },
                            }
                        },
                    },
                    "invocations": {"items": {"required": ["executionSuccessful"]}},
                    "results": {"items": RESULT},
                },
            }
        },
    },
}


def log(report, **options):
    form = json.loads(report.to_sarif(**options))
    jsonschema.validate(form, LOG)
    (run,) = form["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    return run


@pytest.mark.parametrize("plant", planted.PLANTED, ids=lambda plant: plant.__name__)
def test_every_finding_is_a_result_with_its_story_as_a_flow(plant):
    report = check(plant())
    results = log(report)["results"]
    assert len(results) == len(report.findings)
    for finding, result in zip(report.findings, results, strict=True):
        assert result["message"]["text"] == finding.sentence
        assert result["partialFingerprints"] == {"continuumFinding/v1": finding.id}
        assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].startswith(
            report.rulebook + "/"
        )
        said = [] if finding.history is None else finding.history.told()
        flows = [
            step["location"]["message"]["text"]
            for flow in result.get("codeFlows", [])
            for step in flow["threadFlows"][0]["locations"]
        ]
        assert flows == [*said]


def test_severities_are_levels_and_kinds_are_rules_that_are_explained():
    run = log(check(planted.guard_always_holds()))
    assert run["results"][0]["level"] == "warning"
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["fullDescription"]["text"] == KINDS["guard_always_holds"].why
    assert rule["defaultConfiguration"]["level"] == "warning"
    assert log(check(planted.two_ways()))["results"][0]["level"] == "error"


def test_what_is_undecided_is_open_and_what_is_waived_is_suppressed():
    report = check(planted.two_ways())
    (found,) = report.findings
    (result,) = log(attrs.evolve(report, findings=(), undecided=(found,)))["results"]
    assert (result["kind"], result["level"]) == ("open", "none")
    answer = Waiver(found.id, "A. Jansen", "Mended in March.", "2027-03-01")
    (result,) = log(waive(report, [answer], "2026-11-25"))["results"]
    assert result["suppressions"][0]["justification"] == "Mended in March."
    assert result["suppressions"][0]["properties"]["author"] == "A. Jansen"


def test_a_check_that_was_stopped_did_not_execute_successfully():
    report = check(planted.plain())
    assert log(report)["invocations"] == [{"executionSuccessful": True}]
    (said,) = log(attrs.evolve(report, stopped="the time was over"))["invocations"]
    assert said["executionSuccessful"] is False
    assert "the time was over" in said["toolExecutionNotifications"][0]["message"]["text"]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("books/a book.json", "books/a%20book.json"),
        ("/srv/book.json", "file:///srv/book.json"),
        ("bücher/x.json", "b%C3%BCcher/x.json"),
    ],
)
def test_the_file_of_the_rulebook_is_where_remarks_are_shown(file, uri):
    run = log(check(planted.two_ways()), file=file)
    assert run["artifacts"][0]["location"]["uri"] == uri
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": uri, "index": 0}


def test_a_clean_report_is_a_run_without_results_that_says_what_was_proved():
    run = log(check(planted.plain()))
    assert run["results"] == []
    assert run["properties"]["proved"]
    assert run["properties"]["assumptions"]
