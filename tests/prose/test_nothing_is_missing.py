"""Nothing that the library says is missing in any language: phrases, and texts of every rulebook.

What is missing is gathered by ``python dev.py catalogues`` and translated in the catalogues.
"""

from functools import cache

import pytest

import continuum as ct
from continuum.prose import LANGUAGES, Speaker, tell_rulebook
from continuum.prose.gathering import missing
from continuum.prose.speaker import catalogue
from continuum.report.catalogues import phrases

said_by_the_library = cache(lambda: tuple({message.key for message in phrases()}))


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_phrase_of_the_library_is_translated(language):
    there = catalogue(language)
    assert [key for key in said_by_the_library() if key not in there or not there[key].done] == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("name", ct.rulebooks())
def test_every_text_of_a_built_in_rulebook_is_translated(name, language):
    lacking = missing(ct.load(name), language)
    assert [(text.kind, text.words) for text in lacking][:20] == [], f"{len(lacking)} in all"


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_whole_baseline_is_told_without_a_word_left_in_english(language):
    speaker = Speaker(language)
    assert len(tell_rulebook(ct.load("eu"), speaker)) > 100_000
    assert speaker.missed == ()
