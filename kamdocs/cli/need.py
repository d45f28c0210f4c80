"""``kamdocs need``."""

from kamdocs.cli.adding import adding
from kamdocs.keeping.words import NEED

command = adding(
    NEED,
    """Write down what a customer needs, whether or not we have it.

    ACCOUNT is its id or the beginning of its name, TEXT the need in the customer's words.

    \b
    Examples:
      kamdocs need zeleznik "Shorter tool changeovers" --from kos
      kamdocs need zeleznik "A stock near the plant" --from marko --confirmed today
    """,
)
