"""What other programs read over HTTP: every table of the record, and the results that pages show.

One list of declarations (`listed.RESOURCES`) is served (`serving`), described to programs
(`openapi`) and to people (`overview`). `question` reads what is asked, `answers` finds the rows,
`formats` writes them, `problems` says why there are none. Results come from the functions that
pages ask, through the same memory, so that a number here is the number on screen.
"""
