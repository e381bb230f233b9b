"""What is found by typing a few words: States, texts, votes, documents, milestones and pages.

Read `entries` first (what can be found, and under which spellings), then `index` (which of it
answers to words, typed in part or misspelt). It knows no browser: the server answers from it, and
the page *State* asks it who is meant by a name.
"""
