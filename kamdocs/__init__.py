"""kamdocs: the key-account handbook as code.

Account plans in YAML are read strictly, checked against ten golden rules, and published as a handbook.
The river runs one way: source, schema, model, rules, lint, then report or handbook.
"""

__version__ = "0.1.0"
