"""How often: who may send how many requests of which kind, counted in memory or in a store that gateways share."""
