"""How this process grew: its votes, sponsors, texts and forums, and the world at each step."""
