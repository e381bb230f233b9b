"""How a count stands beside its forecast, who surprises and who is still to come."""
