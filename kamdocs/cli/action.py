"""``kamdocs action``."""

from kamdocs.cli.adding import adding
from kamdocs.keeping.words import ACTION

command = adding(
    ACTION,
    """Write down what one of us is to do for a customer.

    ACCOUNT is its id or the beginning of its name, TEXT what is to be done. kamdocs done says later that it was.

    \b
    Examples:
      kamdocs action zeleznik "Prepare the renewal offer" --due 10.12. --serves expansion
      kamdocs action zeleznik "Move their deliveries to the early tour" --owner luka --due +2w --serves e1
    """,
)
