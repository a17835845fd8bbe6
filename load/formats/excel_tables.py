"""CSV for Excel, which takes a file for UTF-8 only if it begins with a byte order mark."""

from load.formats.tables import Tables

TABLES = Tables("graph.{}.excel.csv", "utf-8-sig")
FILES = TABLES.list_writers()
read_files = TABLES.read_files
find_faults = TABLES.find_faults
