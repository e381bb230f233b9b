"""The papers that a State wrote."""
