"""How a vote went, who voted how, who moved, and who sponsored the text."""
