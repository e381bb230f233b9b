"""How the server itself fares: whether it answers, what it did, what it says of that.

Whoever runs it asks ``/health/live``, ``/health/ready`` and ``/metrics`` (`answering`). What each
request took is measured once (`measured`), counted (`counters`) and, where ``TROJKA_LOG`` is
``json``, written as a line (`log_lines`). Nothing here tells who asked, or for what.
"""
