"""CSV for programs: UTF-8 without a byte order mark."""

from load.formats.tables import Tables

TABLES = Tables("graph.{}.csv", "utf-8")
FILES = TABLES.list_writers()
read_files = TABLES.read_files
find_faults = TABLES.find_faults
