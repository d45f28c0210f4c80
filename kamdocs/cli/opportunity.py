"""``kamdocs opportunity``."""

from kamdocs.cli.adding import adding
from kamdocs.keeping.words import OPPORTUNITY

command = adding(
    OPPORTUNITY,
    """Write down what a customer could buy from us.

    ACCOUNT is its id or the beginning of its name, TITLE what it is called.

    \b
    Examples:
      kamdocs opportunity zeleznik "Inserts with nitriding" --offering inserts --value 90k
      kamdocs opportunity zeleznik "Heat treatment" --stage qualified --next "Send samples" --due friday
    """,
)
