"""How the things that a document names are tied: one file for each sort of tie."""
