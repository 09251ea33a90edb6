"""The tagger that ships with the package: a spaCy pipeline component that names persons, organisations, places, programmes."""
