"""Law 6: decoding an encoding gives the thing."""

import copy
import json
import pickle

from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import rulebooks

from continuum.rulebook import Rulebook, Source
from continuum.rulebook.form import from_form, to_form
from continuum.rulebook.strict_json import read_json, write_json

WORDS = st.text(st.characters(codec="utf-8"), max_size=12)


@given(rulebooks())
def test_a_rulebook_survives_its_form(book):
    """The form reads back as an equal rulebook, and that one has the same form."""
    form = to_form(book)
    again = from_form(form)
    assert again == book
    assert to_form(again) == form


@given(rulebooks(), st.sampled_from((None, 2)))
def test_a_rulebook_survives_json(book, indent):
    """Text and back, whatever the layout; the digest stays."""
    again = Rulebook.from_json(book.to_json(indent=indent))
    assert again == book
    assert again.digest == book.digest


@given(rulebooks())
def test_the_form_is_plain_json(book):
    """Another JSON library reads and writes it without loss."""
    form = to_form(book)
    assert json.loads(json.dumps(form)) == form
    assert read_json(write_json(form), "rulebook") == form


@given(rulebooks())
def test_what_has_its_default_is_left_out(book):
    """Nothing in the form of a state or a role says what is so anyway."""
    form = to_form(book)
    assert list(form)[:4] == ["continuum", "name", "version", "as_of"]
    said = [*form["roles"], *(state for region in form["regions"] for state in region["states"])]
    assert all(
        value not in ("", False, [], {"all": []}) for each in said for value in each.values()
    )


@given(rulebooks())
def test_equal_rulebooks_have_equal_digests_and_others_have_not(book):
    """The digest follows the content, not the object."""
    assert from_form(to_form(book)).digest == book.digest
    assert from_form({**to_form(book), "version": "another"}).digest != book.digest


@given(rulebooks())
def test_a_rulebook_survives_pickling_and_copying(book):
    """Processes and caches get an equal rulebook, whatever was derived from it before."""
    book.lower("2024-03-01")
    assert pickle.loads(pickle.dumps(book)) == book  # noqa: S301 - made here
    assert copy.deepcopy(book) == book


@given(st.sampled_from(("SEED", "SEEN", "GK", "ASSUMPTION")), WORDS, WORDS)
def test_any_source_survives_the_form(mark, key, note):
    """Also one that its own text could not say."""
    from continuum.rulebook.form.values import SOURCE

    source = Source(mark, key, note)
    assert SOURCE.read(SOURCE.write(source)) == source
