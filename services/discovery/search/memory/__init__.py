"""The index in memory: bitmaps for the facets, columns for figures and orders, words for the text."""
