# One line a task; dev.py holds the list and does the work. Without make: python3 dev.py TASK
PYTHON ?= python3

.PHONY: help setup demo test lint format types floors laws tables catalogues docs bench constraints clean
help:        ; @$(PYTHON) dev.py help
setup:       ; @$(PYTHON) dev.py setup
demo:        ; @$(PYTHON) dev.py demo
test:        ; @$(PYTHON) dev.py test
lint:        ; @$(PYTHON) dev.py lint
format:      ; @$(PYTHON) dev.py format
types:       ; @$(PYTHON) dev.py types
floors:      ; @$(PYTHON) dev.py floors
laws:        ; @$(PYTHON) dev.py laws
tables:      ; @$(PYTHON) dev.py tables
catalogues:  ; @$(PYTHON) dev.py catalogues
docs:        ; @$(PYTHON) dev.py docs
bench:       ; @$(PYTHON) dev.py bench
constraints: ; @$(PYTHON) dev.py constraints
clean:       ; @$(PYTHON) dev.py clean
