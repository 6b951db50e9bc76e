"""How much a creator's figures look like those of comparable creators: a score whose every part is shown."""
