"""The handbook in MkDocs: a thin adapter from pages as values to files of a site."""
