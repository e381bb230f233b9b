"""Briefings: what pages say, written as slides, papers, sheets and pictures, without a browser.

A page's ``content`` makes blocks; `papers` choose which of them make a paper, and writers put them
down. Nothing here decides a number: what a briefing says is what a page says.
"""
