"""What can go wrong in transform: one base, one child for each thing that is wrong."""


class TransformError(Exception):
    """A document that cannot be annotated, or knowledge files that contradict each other."""


class LexiconError(TransformError):
    """A lexicon file with an unknown field, a doubled name or a code that no code list has."""


class ModelMissing(TransformError):
    """The spaCy language model that the settings name is not installed."""


class CorrectionsError(TransformError):
    """A `corrections.toml` that is no TOML or has a key, kind, relation or value that there is not."""
