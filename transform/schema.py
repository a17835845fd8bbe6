"""The allowed kinds and relations, read from `schema.yaml`."""

from functools import cache
from pathlib import Path

import msgspec

SCHEMA_FILE = Path(__file__).with_name("schema.yaml")


class KindRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an entity of a kind may carry beside the common attributes."""

    attributes: tuple[str, ...]


class RelationRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a relation may tie (source kind to target kinds), and how it reads in a sentence."""

    ends: dict[str, tuple[str, ...]]
    reads: str


class Schema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Kinds, relations, and the closed lists of attribute values."""

    kinds: dict[str, KindRule]
    relations: dict[str, RelationRule]
    values: dict[str, tuple[str, ...]]

    def allows(self, source_kind: str, relation: str, target_kind: str) -> bool:
        """Tell whether the relation may lead from the one kind to the other."""
        rule = self.relations.get(relation)
        return rule is not None and target_kind in rule.ends.get(source_kind, ())


@cache
def read_schema(path: Path = SCHEMA_FILE) -> Schema:
    """Return the schema in a YAML file.

    Raises:
        msgspec.ValidationError: If the file has an unknown or missing field.
    """
    return msgspec.yaml.decode(path.read_bytes(), type=Schema)
