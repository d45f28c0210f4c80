"""What people would rather look at than read: pictures as HTML tables and small inline SVG, made at build time.

A picture is its own table wherever that can be: marks beside words, so that a reader, a screen reader and a printer get
the same. Positions are percentages in geometry attributes (no inline style), so that a picture takes the width it is
given and its text keeps its size. A picture that has nothing to show is empty.
"""
