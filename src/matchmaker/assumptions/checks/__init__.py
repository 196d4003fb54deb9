"""One file for each assumption, found by its name: ``aNN_code.py`` with a ``CHECK`` (see ``contract``)."""
