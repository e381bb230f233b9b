"""Who voted how: every State on the map and in the table, and the regional groups beside it."""
