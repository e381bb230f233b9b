"""Faults that the programs of the facts report, in the reader's language.

`sentences` says them; four others hold what can be said of a place, of what was found and expected,
and of what mends it, `logins` the same of who may enter, and `handed_in` of files that are handed
in. ``etl`` knows no language but English: a test reads its errors and names what has no words here.
"""
