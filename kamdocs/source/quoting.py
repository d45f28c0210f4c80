"""A text as it has to stand in quotes."""

LONGEST = 70
"""The longest text that a hint repeats."""


def quoted(text: str) -> str:
    """The text in the quotes that need least about it: double ones unless it holds some, or a backslash."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def meant(raw: str, closing: int) -> str:
    """The text that somebody meant who wrote quotes and went on behind them; ``closing`` is where they closed.

    ``'Customer's quote'`` means Customer's quote; ``"Urgent" quote`` means just that, quotes and all.
    """
    mark, before, after = raw[0], raw[closing - 1], raw[closing + 1 : closing + 2]
    within = raw[1:-1] if raw.endswith(mark) and len(raw) > closing + 1 else ""
    if within and (within.count(mark) % 2 or before.isspace() or after.isalnum()):
        return within  # 'Customer's quote', "the "best" one", 'It's theirs, isn't it'
    return raw[1:] if after.isalnum() and not within else raw
