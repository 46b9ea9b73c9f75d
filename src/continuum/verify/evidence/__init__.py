"""Evidence: what a check proved, written so that another solver can look at it again.

Writing a certificate needs nothing; :mod:`~continuum.verify.evidence.rechecking` and
:mod:`~continuum.verify.evidence.proving` stand on z3 and come with the extra ``evidence``.
"""
