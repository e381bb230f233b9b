"""Next vote: how a text may fare when it is voted on again, and which States may move."""
