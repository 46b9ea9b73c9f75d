"""Properties of one's own: what must hold for every case, stated as data for the checker.

Five forms are enough: :func:`always`, :func:`sometimes`, :func:`eventually`, :func:`never_before`
and :func:`until`, over the guards of a rulebook, over moments at which an event :func:`happens`,
and over whether one is :func:`possible`.
"""

from continuum.verify.properties.builtin import builtin_properties
from continuum.verify.properties.faults import check_properties, property_faults
from continuum.verify.properties.fitting import fit_property, selected
from continuum.verify.properties.forms import (
    FAIRNESS,
    Always,
    Claim,
    Eventually,
    Fairness,
    Happens,
    Moment,
    NeverBefore,
    Possible,
    Property,
    Sometimes,
    Until,
    always,
    eventually,
    happens,
    never_before,
    possible,
    sometimes,
    until,
)
from continuum.verify.properties.reading import read_properties, write_properties
from continuum.verify.properties.saying import say

__all__ = [
    "FAIRNESS",
    "Always",
    "Claim",
    "Eventually",
    "Fairness",
    "Happens",
    "Moment",
    "NeverBefore",
    "Possible",
    "Property",
    "Sometimes",
    "Until",
    "always",
    "builtin_properties",
    "check_properties",
    "eventually",
    "fit_property",
    "happens",
    "never_before",
    "possible",
    "property_faults",
    "read_properties",
    "say",
    "selected",
    "sometimes",
    "until",
    "write_properties",
]
