"""The OAuth 2.1 protocol: a client's secret for a token of minutes, which can be asked about and given back."""
