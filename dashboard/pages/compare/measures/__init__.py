"""How close two States are by every measure."""
