"""How sure the results are: ranges over what nobody knows, and what the results rest on."""
