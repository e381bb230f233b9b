"""Who stands nearest to a State on the line."""
