"""What has one right reading is mended: from the text of a file to a text with fewer faults, and nothing else changed.

A reading comes from what the faults' own hints know. Each is proven before it counts: what is there after it was there
before, but for what it mends; and of several readings none is taken, unless all others turn out to be wrong.
:func:`kamdocs.fixing.mend.mended` does it; it is not here, so that who only tells of fixes need not load it.
"""

from kamdocs.fixing.fix import Choice, Fix, Mended

__all__ = ["Choice", "Fix", "Mended"]
