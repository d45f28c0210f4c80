"""What a file may hold: the schemas, who breaks them where, what they say of a field, and who may read it."""

from kamdocs.schema.files import Kind, load_schema, schema_folder
from kamdocs.schema.validate import validate
from kamdocs.schema.walk import follow

__all__ = ["Kind", "follow", "load_schema", "schema_folder", "validate"]
