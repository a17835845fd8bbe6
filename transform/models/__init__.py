"""Small trained models that ship with the product, each beside its card."""
