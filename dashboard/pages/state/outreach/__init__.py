"""Who approached a State so far, what it answered, and what is due: from saved plans."""
