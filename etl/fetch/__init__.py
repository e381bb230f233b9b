"""What is new at the publishers whose terms allow a program to ask.

A sidecar says where (``[fetch]``). ``download`` asks politely and takes no for an answer, ``kept``
holds what was answered before, so that an unchanged file is not sent again; ``look`` asks all
addresses of a source, ``news`` says what is new and refuses what brings less than before, and
``accept`` tries a build with it and makes the change, with an entry in the journal.
"""
