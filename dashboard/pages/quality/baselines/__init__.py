"""The model beside what one would use without it."""
