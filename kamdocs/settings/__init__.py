"""The settings of a handbook: where they stand, what they may say, and the values that hold."""
