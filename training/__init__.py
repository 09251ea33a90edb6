"""Training of the tagger that ships in ``extractors/model``: one command, a configuration file, fixed seeds."""
