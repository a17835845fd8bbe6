"""What can go wrong in load: one base, one child for each thing that is wrong."""


class LoadError(Exception):
    """A graph that cannot be built or written."""


class InvalidGraph(LoadError):
    """A graph that breaks the schema or the GraphML contract; the message lists what is wrong."""


class UnknownFormat(LoadError):
    """A format that does not exist; the message lists those that do."""


class MissingLibrary(LoadError):
    """A format whose library is not installed; the message says how to get it."""


class UnknownSelection(LoadError):
    """A level, kind or document that does not exist; the message lists those that do."""


class BrokenFile(LoadError):
    """A written file that does not hold what the graph does; the message says where they differ."""
