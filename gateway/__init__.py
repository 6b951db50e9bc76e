"""The one public door: who is calling, for which organization; then on to the service that owns the address."""
