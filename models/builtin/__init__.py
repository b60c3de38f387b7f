"""The encoder that ships with the project: words, characters and the concepts of a bilingual lexicon."""
