"""JSON with one meaning: what is read, what is refused and where, and the canonical form."""

import hashlib
import json
import math
from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuum.errors import FactError
from continuum.rulebook import strict_json
from continuum.rulebook.strict_json import canonical, digest, read_json, write_json

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.integers(-(10**18) + 1, 10**18 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
MEBIBYTE = 1024 * 1024


def refusal(text):
    """What is said about a document that must be refused."""
    with pytest.raises(FactError) as caught:
        read_json(text, "history")
    assert caught.value.message.startswith("history")
    assert caught.value.help
    assert len(caught.value.message) < 250
    return caught.value


def nested(depth, opening="[", closing="]"):
    return opening * depth + closing * depth


# ------------------------------------------------------------------------------ read and written


@given(VALUES, st.none() | st.integers(0, 4))
def test_what_is_written_is_read_back(value, indent):
    """As text and as bytes, on one line or indented."""
    text = write_json(value, indent)
    assert value == read_json(text, "history")
    assert value == read_json(text.encode(), "history")
    assert text == write_json(read_json(text, "history"), indent)


@given(VALUES)
def test_it_reads_as_the_standard_library_does(value):
    """Strictness refuses; it never reads anything differently."""
    text = json.dumps(value)
    assert json.loads(text) == read_json(text, "history")


@given(st.text(alphabet='[]{}",:\\u0d8n1.-e \n', max_size=30) | st.text(max_size=20))
def test_any_text_is_read_or_refused(text):
    """Nothing but a FactError ever comes out of reading."""
    try:
        value = read_json(text, "history")
    except FactError:
        return
    assert json.loads(text) == value
    assert value == read_json(canonical(value), "history")


@given(st.binary(max_size=20))
def test_any_bytes_are_read_or_refused(data):
    """Bytes too."""
    try:
        value = read_json(data, "history")
    except FactError:
        return
    assert json.loads(data) == value


def test_keys_are_written_in_the_order_they_have():
    """A document reads in the order in which its maker put it."""
    assert write_json({"b": 1, "a": "é"}) == '{"b": 1, "a": "é"}'
    assert write_json({"b": [1]}, indent=2) == '{\n  "b": [\n    1\n  ]\n}'


# ------------------------------------------------------------------------------ refused: meaning


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1, "a": 2}', "history: the key `a` stands more than once"),
        (
            '{"rules": [{}, {"guard": {"b": 0, "a": 1, "a": 1}}]}',
            "history, at `rules[1].guard`: the key `a` stands more than once",
        ),
        ('{"a": 1, "\\u0061": 2}', "history: the key `a` stands more than once"),
        ('{"a b": [{"x": 1, "x": 1}]}', "history, at `['a b'][0]`: the key `x` stands"),
    ],
)
def test_a_key_that_stands_twice_is_refused(text, message):
    """Which of the two was meant, nobody can say."""
    error = refusal(text)
    assert message in error.message
    assert error.help == "keep one of them"


@pytest.mark.parametrize("number", ["1.5", "1.0", "0.0", "-0.0", "1e2", "1E400", "2e-3"])
def test_a_number_that_is_not_written_whole_is_refused(number):
    """No document holds one, so none has to survive rounding."""
    error = refusal(f'{{"entries": [7, {{"share": {number}}}]}}')
    what = "history, at `entries[1].share`: the number"
    assert f"{what} `{number}` is not written as a whole number" == error.message
    assert "smaller unit" in error.help


@pytest.mark.parametrize("name", ["NaN", "Infinity", "-Infinity"])
def test_what_is_not_a_number_is_refused(name):
    """Python would read it; JSON does not have it."""
    error = refusal(f'{{"n": [{name}]}}')
    assert f"history, at `n[0]`: `{name}` is not a number" == error.message
    assert "`null`" in error.help


def test_numbers_have_at_most_eighteen_digits():
    """So that they fit any reader's 64 bits, and reading them is never slow."""
    assert read_json("9" * 18, "history") == 10**18 - 1
    assert read_json("-" + "9" * 18, "history") == 1 - 10**18
    for text in ("1" + "0" * 18, "-1" + "0" * 18, "9" * 100_000):
        assert refusal(text).message == "history: a number has over 18 digits"
    error = refusal('{"n": [1, 1000000000000000000]}')
    assert error.message == "history, at `n[1]`: a number has over 18 digits"


@pytest.mark.parametrize("text", ['["\\ud800"]', '["\\udc00x"]', '["é\ud800"]'])
def test_half_a_character_is_refused(text):
    """It could be read, and then never be written or hashed."""
    error = refusal(text)
    assert "history, at `[0]`: the text `" in error.message
    assert "holds half a character" in error.message
    assert error.message.isprintable()


def test_half_a_character_in_a_key_is_refused():
    """Keys are text as well."""
    assert "holds half a character" in refusal('{"a": {"\\ud800": 1}}').message
    assert read_json('{"\\ud83d\\ude00": 1}', "history") == {"\U0001f600": 1}


# ------------------------------------------------------------------------------ refused: form


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "history: expecting value at line 1, column 1"),
        ("[1,\n  2,,]", "history: expecting value at line 2, column 5"),
        ('["a', "history: unterminated string starting at line 1, column 2"),
        ('["\t"]', "history: invalid control character at line 1, column 3"),
        ('["\\q"]', "history: invalid \\escape at line 1, column 3"),
        ("{} {}", "history: extra data at line 1, column 4"),
        ("{'a': 1}", "enclosed in double quotes at line 1, column 2"),
        ("[01]", "at line 1, column 3"),
        ("\ufeff{}", "at line 1, column 1"),
        (b"\xef\xbb\xbf{}", "at line 1, column 1"),
    ],
)
def test_what_is_not_json_is_refused_with_line_and_column(text, message):
    """The reason is the parser's, the place is put in words."""
    error = refusal(text)
    assert message in error.message
    assert error.help == "mend the JSON there; it must be one whole document"


@pytest.mark.parametrize("value", [None, 1, {"a": 1}, bytearray(b"{}"), memoryview(b"{}")])
def test_a_document_is_text_or_bytes(value):
    """A value already read is refused by its type."""
    error = refusal(value)
    assert f"a document is text or bytes, not a {type(value).__name__}" in error.message


def test_bytes_that_are_not_utf_8_are_refused_with_their_place():
    """Guessing an encoding would change names."""
    error = refusal(b'{\n"name": "caf\xe9"}')
    assert error.message == "history: byte 15, in line 2, is not UTF-8"
    assert "UTF-8" in error.help


def test_a_document_has_at_most_sixteen_mebibytes():
    """In bytes, whether it comes as bytes or as text."""
    longest = '"' + "a" * (16 * MEBIBYTE - 2) + '"'
    assert len(read_json(longest, "history")) == 16 * MEBIBYTE - 2
    for text in (longest + " ", (longest + " ").encode(), '"' + "é" * 8 * MEBIBYTE + '"'):
        assert refusal(text).message == "history: the document is over 16 MiB"
    with pytest.raises(FactError, match="over 16 MiB"):
        write_json("é" * 8 * MEBIBYTE)


# ------------------------------------------------------------------------------ refused: depth


def test_a_document_is_nested_at_most_sixty_four_deep():
    """Deep enough for any rulebook."""
    assert nested(64) == write_json(read_json(nested(64), "history"))
    assert refusal(nested(65)).message == "history: nested deeper than 64 at line 1, column 65"
    lines = "\n".join(["["] * 65)
    assert refusal(lines).message == "history: nested deeper than 64 at line 65, column 1"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_000_000,
        '{"a":' * 1_000_000,
        '[{"a":' * 100_000 + "1" + "}]" * 100_000,
        '["\\\\", ' * 100_000,
        '"' + '\\"' * 1_000_000,
        '{"' + "\\\\" * 1_000_000 + '":' + "[" * 1_000_000,
    ],
)
def test_no_document_exhausts_the_stack(text):
    """Whatever its nesting, the parser never sees it."""
    assert refusal(text).message.startswith("history")


@pytest.mark.parametrize(
    "inside", ["[" * 100, '\\"' + "[" * 100, '\\\\\\"' + "{" * 100, "]" * 100, "[" * 70 + "\\\\"]
)
def test_brackets_in_text_do_not_count(inside):
    """Not even behind an escaped quote."""
    text = f'["{inside}", {{"{inside}": "{inside}"}}]'
    assert json.loads(text) == read_json(text, "history")
    deep = "[" * 63 + text + "]" * 63
    assert "history: nested deeper than 64" in refusal(deep).message


@given(st.randoms(use_true_random=False), st.integers(60, 70))
def test_depth_is_counted_as_the_parser_counts(rng, depth):
    """Among text full of brackets, quotes and backslashes."""
    value = 1
    for _ in range(depth):
        noise = "".join(rng.choices('[]{}"\\a', k=5))
        value = {noise: value} if rng.random() < 0.5 else [noise, value]
    text = json.dumps(value)
    if depth <= 64:
        assert value == read_json(text, "history")
    else:
        assert "nested deeper than 64" in refusal(text).message


# ------------------------------------------------------------------------------ refused: writing


class Color(StrEnum):
    RED = "red"


@pytest.mark.parametrize("write", [write_json, canonical, digest])
@pytest.mark.parametrize(
    ("value", "message"),
    [
        (0.5, "the value to write: the number `0.5` is not written as a whole number"),
        ({"a": [1, math.nan]}, "at `a[1]`: the number `nan` is not written"),
        ({"a": 10**18}, "at `a`: a number has over 18 digits"),
        ({"a": -(10**18)}, "at `a`: a number has over 18 digits"),
        ({"a": {1: 2}}, "at `a`: the key `1` is not text"),
        ({"a": {None: 2}}, "at `a`: the key `None` is not text"),
        ({"a": [date(2024, 1, 1)]}, "at `a[0]`: a date cannot stand in a document"),
        ({"a": {1, 2}}, "at `a`: a set cannot stand in a document"),
        ({"a": ("x", b"")}, "at `a[1]`: a bytes cannot stand in a document"),
        ({"a": "\ud800"}, "at `a`: the text `\\ud800` holds half a character"),
        ({"é\ud800": 1}, "the text `é\\ud800` holds half a character"),
    ],
)
def test_what_could_not_be_read_back_is_not_written(write, value, message):
    """The message says where in the value."""
    with pytest.raises(FactError) as caught:
        write(value)
    assert message in caught.value.message
    assert caught.value.help


@pytest.mark.parametrize("write", [write_json, canonical, digest])
def test_a_value_that_contains_itself_is_not_written(write):
    """It is caught as nested too deep."""
    ring = []
    ring += [{"ring": ring}, ring]
    with pytest.raises(FactError, match="nested deeper than 64"):
        write(ring)


def test_depth_is_the_same_for_reading_and_writing():
    """What is 64 deep may be both, what is 65 deep neither."""
    deepest = json.loads(nested(64))
    assert nested(64).encode() == canonical(deepest)
    with pytest.raises(FactError, match="nested deeper than 64"):
        canonical([deepest])


# ------------------------------------------------------------------------------ canonical form


def test_the_canonical_form_is_fixed():
    """Sorted keys, no spaces, UTF-8: changing this would orphan every digest stored."""
    value = {"b": [1, (True, None)], "a": "é\n\U0001f600", "Z": {}, "É": Color.RED}
    text = '{"Z":{},"a":"é\\n\U0001f600","b":[1,[true,null]],"É":"red"}'
    assert text.encode() == canonical(value)
    assert hashlib.sha256(text.encode()).hexdigest() == digest(value)
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@given(st.dictionaries(TEXTS, VALUES, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_change_a_digest(value, rng):
    """Equal documents have equal digests."""
    pairs = list(value.items())
    rng.shuffle(pairs)
    assert canonical(value) == canonical(dict(pairs))
    assert digest(value) == digest(dict(pairs))


@given(VALUES)
def test_the_canonical_form_is_canonical(value):
    """Read back and written again it stays the same."""
    assert canonical(value) == canonical(read_json(canonical(value), "history"))


def test_different_values_have_different_forms():
    """One, yes and the text of one are three things to a reader of law."""
    assert len({digest(value) for value in (1, True, "1", [1], None, 0, False, "", [], {})}) == 10


def test_a_path_is_cut_short_where_keys_are_long():
    """Hostile keys do not flood a log."""
    error = refusal(json.dumps({"k\n" * 5000: 1.5}))
    assert "\n" not in error.message
    assert strict_json._shown("a" * 40) == "a" * 40
