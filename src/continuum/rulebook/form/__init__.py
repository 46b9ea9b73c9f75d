"""The JSON form of a rulebook, exact both ways; the only place that loads cattrs."""

from continuum.rulebook.form.document import form_of, from_form, to_form

__all__ = ["form_of", "from_form", "to_form"]
