"""Files that readers hand in, read by a process of its own, with its limits.

`reading` is what pages ask. It starts ``python -m dashboard.uploads`` (`process`), which holds
itself to its `process_limits`, knows no secret of the server, and gives back plain data: the same
file written anew, or the faults found in it. The sources of facts have such a process of their own
(``python -m etl add --json -``).
"""
