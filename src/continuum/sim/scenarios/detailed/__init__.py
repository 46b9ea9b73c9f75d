"""How the detailed rulebooks may be lived; every number is an assumption that says so."""
