"""Suggestions: who suits a brief, each with the reasons and with what counts against."""
