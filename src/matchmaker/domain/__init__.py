"""The nouns: frozen dataclasses that know nothing of files, models or the web. Standard library only."""
