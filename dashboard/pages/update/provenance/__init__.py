"""Where a fact comes from: what is asked, and what is offered."""
