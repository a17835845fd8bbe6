"""The consumers that files are tried on."""

from load.consumers.libraries import LIBRARIES
from load.consumers.programs import PROGRAMS

CONSUMERS = (*LIBRARIES, *PROGRAMS)
