"""What other records of the same votes add to ours, and where they say something else.

``other_record`` is what such a record holds; ``resolutions`` makes one of the United Nations'
machine-readable resolutions, ``library`` of a voting file of the UN Digital Library. ``matching``
finds which text is which roll call, ``comparing`` lays them beside each other vote by vote,
``differences`` says what cannot be taken over, and ``merging`` adds what ours is silent on. Where
two records differ, ours stays as it is and both are listed: nothing is chosen in silence.
"""
