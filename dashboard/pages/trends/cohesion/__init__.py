"""How far groups of States vote as one."""
