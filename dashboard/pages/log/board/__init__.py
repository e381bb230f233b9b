"""Where every approach of a plan stands, on cards."""
