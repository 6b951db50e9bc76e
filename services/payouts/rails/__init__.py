"""The port to whoever moves money outside: sandbox (shipped)."""
