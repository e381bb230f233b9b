"""Where what a State says changed."""
