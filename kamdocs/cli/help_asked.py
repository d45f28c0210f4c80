"""``kamdocs help-asked``."""

from kamdocs.cli.adding import adding
from kamdocs.keeping.words import HELP_ASKED

command = adding(
    HELP_ASKED,
    """Write down a favour that a customer asked us for, beyond our trade and our obligations.

    ACCOUNT is its id or the beginning of its name, TOPIC what it is about. kamdocs done says later that we answered.

    \b
    Examples:
      kamdocs help-asked zeleznik "A good customs broker" --from marko
      kamdocs help-asked zeleznik "Who rents cranes" --from kos --answered today --outcome referred
    """,
)
