"""How everything is said: guards and reasons in sentences, rulebooks in text and pictures.

Decisions, histories and findings, on the floors above, speak through this one.  Importing it
also tells :class:`~continuum.rulebook.Rulebook` how to show itself in a notebook.
"""

from continuum.prose.citations import UNCHECKED, any_unchecked, say_source, say_sources
from continuum.prose.languages import LANGUAGES, check_language
from continuum.prose.mermaid import to_mermaid
from continuum.prose.naming import (
    as_sentence,
    plural,
    say_day,
    say_distance,
    say_event,
    say_fact,
    say_list,
    say_option,
    say_parameter,
    say_parameter_value,
    say_period,
    say_region,
    say_role,
    say_share,
    say_state,
    say_value,
    spaced,
    with_titles,
)
from continuum.prose.questions import say_day_of, say_milestone, say_question, say_whether
from continuum.prose.reasons import Reason, Verdict, as_lines, reason_tree, verdict_words
from continuum.prose.recorded import say_carried, say_effect
from continuum.prose.rulebook_html import show_rulebook
from continuum.prose.rulebook_text import tell_rulebook
from continuum.prose.sentences import (
    outline_of,
    say,
    say_duty_form,
    without_not,
)
from continuum.prose.speaker import (
    ENGLISH,
    Audience,
    Speaker,
    check_audience,
    phrase,
    speaker_of,
    unsure,
)
from continuum.prose.svg import to_svg
from continuum.prose.tables import (
    Html,
    details,
    heading,
    listing,
    page_fragment,
    paragraph,
    picture,
    table,
)
from continuum.prose.wording import (
    WORDING_LANGUAGES,
    WordFound,
    check_wording,
    worded_fairly,
)
from continuum.rulebook import book as _book

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "UNCHECKED",
    "WORDING_LANGUAGES",
    "Audience",
    "Html",
    "Reason",
    "Speaker",
    "Verdict",
    "WordFound",
    "any_unchecked",
    "as_lines",
    "as_sentence",
    "check_audience",
    "check_language",
    "check_wording",
    "details",
    "heading",
    "listing",
    "outline_of",
    "page_fragment",
    "paragraph",
    "phrase",
    "picture",
    "plural",
    "reason_tree",
    "say",
    "say_carried",
    "say_day",
    "say_day_of",
    "say_distance",
    "say_duty_form",
    "say_effect",
    "say_event",
    "say_fact",
    "say_list",
    "say_milestone",
    "say_option",
    "say_parameter",
    "say_parameter_value",
    "say_period",
    "say_question",
    "say_region",
    "say_role",
    "say_share",
    "say_source",
    "say_sources",
    "say_state",
    "say_value",
    "say_whether",
    "show_rulebook",
    "spaced",
    "speaker_of",
    "table",
    "tell_rulebook",
    "to_mermaid",
    "to_svg",
    "unsure",
    "verdict_words",
    "with_titles",
    "without_not",
    "worded_fairly",
]

_book.show_with(show_rulebook)
