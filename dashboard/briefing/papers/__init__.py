"""Papers that exist in a ministry, made of what pages say: a sheet each, and nothing invented.

A paper takes blocks of pages and leaves rows and columns of their tables out (`excerpt`); what it
says in words of its own is made of the same results that pages recall.
"""
