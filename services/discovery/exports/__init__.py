"""Creators taken along as a file: whom a list holds, or whom a search finds."""
