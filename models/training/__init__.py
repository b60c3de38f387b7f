"""The recipes by which what ships in ``builtin`` is made again from the lexicon, the catalogue and text that we wrote."""
