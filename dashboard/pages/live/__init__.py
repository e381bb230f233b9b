"""Live: votes and endorsements as they come in, beside what was forecast of them."""
