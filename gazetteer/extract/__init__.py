"""Scripts that made ``gazetteer/sources`` from registry packages. A user's machine never runs them."""
