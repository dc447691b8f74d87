"""Builds the gazetteer: curated tables, source extracts and the compiler. Not part of the installed package."""
