"""How does a fact enter? From what is handed in to a change of the sources, whole or not at all.

Read it in this order: ``requests`` (what can be asked), ``listing`` with ``printed``, ``delivered``
and ``workbook`` (lists as printed, as CSV, as XLSX), ``recognition`` (names to States), ``files``
(the sources with the change in hand), ``kinds`` (each kind of request to changed files),
``preview`` (what it would change), ``writing`` (journal, files and snapshot in one), ``answers``
(all of it together) and ``command`` (the command line).
"""
