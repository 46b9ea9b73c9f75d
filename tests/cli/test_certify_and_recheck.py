"""``continuum certify`` and ``continuum recheck``: what was proved, looked at by another solver."""

import json

import pytest
from click.testing import CliRunner

import continuum as ct
from continuum.cli import main
from continuum.errors import RulebookError
from continuum.verify import certify
from continuum.verify.evidence.rechecking import recheck
from continuum.verify.properties import always, builtin_properties, never_before


def run(*arguments):
    """The answer of a command, as a newcomer sees it."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_certificate_of_the_outline_is_written_and_confirmed(tmp_path):
    """All of it by z3: openings, moves and claims."""
    file = tmp_path / "outline.certificate.json"
    written = run("certify", "outline", "-o", file)
    assert written.exit_code == 0
    assert "situations" in written.stdout
    assert "claims" in written.stdout
    looked = run("recheck", file, "outline")
    assert looked.exit_code == 0, looked.output
    assert "holds" in looked.stdout


def test_what_a_certificate_cannot_claim_is_named(tmp_path):
    """By the command, in the file, and when it is looked at again."""
    file = tmp_path / "outline.certificate.json"
    written = run("certify", "outline", "-o", file)
    assert "not claimed: property `every_pathway_can_end`" in written.stdout
    assert "`every_pathway_can_end`" in run("recheck", file, "outline").stdout


def test_without_a_file_the_certificate_is_the_answer():
    """So that it can be piped on."""
    form = json.loads(run("certify", "outline").stdout)
    assert form["format"] == "continuum-certificate/1"
    assert int(form["configurations"]) == 101_443_648


def test_a_certificate_for_another_rulebook_is_refused(tmp_path):
    """Both digests are named."""
    file = tmp_path / "outline.certificate.json"
    run("certify", "outline", "-o", file)
    looked = run("recheck", file, "eu")
    assert looked.exit_code == 2
    assert "the certificate is about 'outline 1'" in looked.stderr
    assert "check this one anew" in looked.stderr


def test_an_altered_certificate_is_refused(tmp_path):
    """By its seal."""
    file = tmp_path / "outline.certificate.json"
    run("certify", "outline", "-o", file)
    file.write_text(file.read_text().replace("Somebody always leads", "Nobody ever leads"))
    looked = run("recheck", file, "outline")
    assert looked.exit_code == 2
    assert "damaged" in looked.stderr


def test_what_is_not_so_is_not_certified():
    """A property that is broken, with where to look."""
    book = ct.load("outline")
    wrong = always(ct.during("pathway", "remand"), name="nobody_leaves_remand")
    with pytest.raises(RulebookError) as raised:
        certify(book, properties=[wrong])
    assert "nobody_leaves_remand" in raised.value.message
    assert "continuum check" in raised.value.help


def test_properties_alone_can_be_certified():
    """For a rulebook that has other faults."""
    book = ct.load("outline")
    led = always(book.fact("lead").known(), name="somebody_leads")
    deportation, stay = (ct.during("pathway", name) for name in ("deportation", "stay"))
    order = never_before(stay, deportation, name="no_stay_before_deportation")
    text = certify(book, properties=[led, order], only_properties=True)
    claims = json.loads(text)["claims"]
    assert len(claims) == 2
    assert recheck(text, book).holds


def test_both_engines_write_certificates_that_hold():
    """The diagram is another one, and what it holds is the same."""
    book = ct.load("outline")
    said = {"properties": builtin_properties(book)}
    one, other = certify(book, engine="oxidd", **said), certify(book, engine="plain", **said)
    assert json.loads(one)["configurations"] == json.loads(other)["configurations"]
    assert recheck(other, book).holds
