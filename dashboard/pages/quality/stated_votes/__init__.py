"""Whether what States had said would tell better how they vote: tried, and with what result."""
