"""Money: it comes in from brands, is held for orders, released on approval, and paid out to creators. It is never wrong."""
