"""What can go wrong in load: one base, one child for each thing that is wrong."""


class LoadError(Exception):
    """A graph that cannot be built or written."""


class InvalidGraph(LoadError):
    """A graph that breaks the schema or the GraphML contract; the message lists what is wrong."""
