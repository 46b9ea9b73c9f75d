"""How people and agencies act: behaviour proposes, and the rulebook disposes."""
