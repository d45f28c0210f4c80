"""Slips of people who are no programmers: each message has to lead to the place and the mend."""

import pytest

from kamdocs.schema.read import held_against_schema
from kamdocs.source import load_document

HEAD = "name: Q\nstatus: active\ntier: key\nkey_since: 2025-01-01\n"
MERGE = (
    "of the versions between the markers, parted by =======, keep the one that is right, and delete the lines that begin "
    "with <<<<<<<, =======, >>>>>>> and, where there is one, |||||||"
)
PLAIN = "delete it, and type ordinary spaces where some are needed"
# What follows on those four lines -> every fault: line, column, message, hint.
SLIPS = {
    # merges
    "an unfinished merge": (
        "<<<<<<< HEAD\nowner: a\n=======\nowner: b\n>>>>>>> branch\n",
        (5, 1, "an unfinished merge stands here, down to line 9",
         MERGE),
    ),
    "an unfinished merge with what both began with": (
        "<<<<<<< HEAD\nowner: a\n||||||| 1a2b3c\nowner: c\n=======\nowner: b\n>>>>>>> branch\n",
        (5, 1, "an unfinished merge stands here, down to line 11",
         MERGE),
    ),
    "an unfinished merge within a list": (
        "tags:\n  - a\n<<<<<<< HEAD\n  - b\n=======\n  - c\n>>>>>>> branch\n",
        (7, 1, "an unfinished merge stands here, down to line 11",
         MERGE),
    ),
    "two unfinished merges": (
        "<<<<<<< HEAD\nowner: a\n=======\nowner: b\n>>>>>>> x\ntags: [a]\n<<<<<<< HEAD\ndeputy: a\n=======\ndeputy: b\n>>>>>>> x\n",
        (5, 1, "an unfinished merge stands here, down to line 9",
         MERGE),
        (11, 1, "an unfinished merge stands here, down to line 15",
         MERGE),
    ),
    "an unfinished merge that an editor has indented": (
        "summary: |\n  One\n  <<<<<<< HEAD\n  two\n  =======\n  three\n  >>>>>>> branch\n",
        (7, 1, "an unfinished merge stands here, down to line 11",
         MERGE),
    ),
    "an unfinished merge within quotes": (
        "summary: 'One\n<<<<<<< HEAD\n  two\n=======\n  three\n>>>>>>> branch\n  four'\n",
        (6, 1, "an unfinished merge stands here, down to line 10",
         MERGE),
    ),
    "a marker that was left over": (
        "owner: a\n>>>>>>> branch\n",
        (6, 1, "a marker of an unfinished merge stands here",
         "look whether the lines around it are right, and delete the marker"),
    ),
    "a line between versions that was left over": (
        "owner: a\n=======\n",
        (6, 1, "a marker of an unfinished merge stands here",
         "look whether the lines around it are right, and delete the marker"),
    ),
    # quotation marks
    "a quotation mark that is never closed": (
        "industry: \"steel\ndeputy: x\n",
        (5, 11, "a quotation mark is opened and never closed on its line",
         "close it at the end of its text; lines that belong to the text are indented deeper than its field"),
    ),
    "one that a quotation mark far below seems to close": (
        "industry: \"steel\ndeputy: x\norders_tracked_in: \"SAP\"\n",
        (5, 11, "a quotation mark is opened and never closed on its line",
         "close it at the end of its text; lines that belong to the text are indented deeper than its field"),
    ),
    "an apostrophe that is never closed": (
        "industry: 'steel\ndeputy: x\norders_tracked_in: SAP's\n",
        (5, 11, "a quotation mark is opened and never closed on its line",
         "close it at the end of its text; lines that belong to the text are indented deeper than its field"),
    ),
    "one that lets the file be read": (
        "industry: \"steel\ndeputy: x\nsummary: They said yes\"\n",
        (5, 11, "a quotation mark is opened and never closed on its line",
         "close it at the end of its text; lines that belong to the text are indented deeper than its field"),
    ),
    "one in a record of a list": (
        "commitments:\n  - id: c1\n    text: \"abc\n    made_on: 2026-01-01\n  - id: \"c2\"\n",
        (7, 11, "a quotation mark is opened and never closed on its line",
         "close it at the end of its text; lines that belong to the text are indented deeper than its field"),
    ),
    "one in brackets": (
        "commitments: [{id: c, text: \"abc, due: x}]\ndeputy: \"b\"\n",
        (5, 29, "a quotation mark is opened and never closed on its line",
         "close it at the end of its text; lines that belong to the text are indented deeper than its field"),
    ),
    "an apostrophe in single quotes": (
        "industry: 'Customer's quote'\ndeputy: b\n",
        (5, 21, "the text goes on after its closing quotation mark",
         "put the whole text in quotes of the other kind: \"Customer's quote\""),
    ),
    "an apostrophe at the end of a word": (
        "industry: 'Customers' quote'\ndeputy: b\n",
        (5, 23, "the text goes on after its closing quotation mark",
         "put the whole text in quotes of the other kind: \"Customers' quote\""),
    ),
    "two apostrophes in single quotes": (
        "industry: 'It's theirs, isn't it'\n",
        (5, 15, "the text goes on after its closing quotation mark",
         "put the whole text in quotes of the other kind: \"It's theirs, isn't it\""),
    ),
    "an apostrophe in single quotes in a list": (
        "tags:\n  - 'Customer's quote'\n",
        (6, 15, "the text goes on after its closing quotation mark",
         "put the whole text in quotes of the other kind: \"Customer's quote\""),
    ),
    "an apostrophe in single quotes in brackets": (
        "commitments: [{id: c, text: 'Customer's quote', due: x}]\n",
        (5, 39, "the text goes on after its closing quotation mark",
         "put the whole text in quotes of the other kind: \"Customer's quote\""),
    ),
    "a text that begins with a word in quotes": (
        "industry: \"Urgent\" quote\ndeputy: b\n",
        (5, 20, "the text goes on after its closing quotation mark",
         "put the whole text in quotes of the other kind: '\"Urgent\" quote'"),
    ),
    "a text of two words in quotes": (
        "industry: \"Urgent\" and \"soon\"\n",
        (5, 20, "the text goes on after its closing quotation mark",
         "put the whole text in quotes of the other kind: '\"Urgent\" and \"soon\"'"),
    ),
    "double quotes in double quotes": (
        "industry: \"the \"best\" one\"\n",
        (5, 17, "the text goes on after its closing quotation mark",
         "put the whole text in quotes of the other kind: 'the \"best\" one'"),
    ),
    "two texts in quotes without a comma": (
        "tags: [\"a\" \"b\"]\n",
        (5, 12, "two items stand here without a comma between them",
         "put a comma between them"),
    ),
    "a field in brackets without a comma": (
        "external_ref: {sap: \"1\" crm: \"2\"}\n",
        (5, 25, "two items stand here without a comma between them",
         "put a comma between them"),
    ),
    "two records without a comma": (
        "commitments: [{id: a} {id: b}]\n",
        (5, 23, "two items stand here without a comma between them",
         "put a comma between them"),
    ),
    "two records on two lines without a comma": (
        "commitments: [{id: a}\n  {id: b}]\n",
        (6, 3, "two items stand here without a comma between them",
         "put a comma between them"),
    ),
    "a comma behind quotes": (
        "industry: \"steel\",\ndeputy: x\n",
        (5, 18, "a comma stands after the closing quotation mark",
         "delete the comma"),
    ),
    "an apostrophe with a backslash": (
        "industry: \"It\\'s\"\n",
        (5, 14, "a backslash in double quotes begins a special character that is not known",
         "delete the backslash: within double quotes an apostrophe needs none"),
    ),
    "an apostrophe with a backslash in single quotes": (
        "industry: 'It\\'s'\n",
        (5, 16, "the text goes on after its closing quotation mark",
         "put the whole text in quotes of the other kind: \"It's\""),
    ),
    "a text over several lines that is not indented": (
        "summary: \"Line one\nLine two\"\n",
        (5, 10, "a quotation mark is opened and never closed on its line",
         "close it at the end of its text; lines that belong to the text are indented deeper than its field"),
    ),
    "a path of Windows": (
        "industry: \"C:\\Users\\ana\"\n",
        (5, 16, "a backslash in double quotes begins a special character that is not known",
         "use single quotes, where a backslash is just a backslash: 'C:\\Users\\ana'"),
    ),
    "another path of Windows": (
        "industry: \"C:\\Data\"\n",
        (5, 14, "a backslash in double quotes begins a special character that is not known",
         "use single quotes, where a backslash is just a backslash: 'C:\\Data'"),
    ),
    "a path of Windows that can be read": (
        "industry: \"C:\\new\"\n",
        (5, 11, "a backslash in double quotes begins a special character",
         "use single quotes, where a backslash is just a backslash"),
    ),
    # brackets
    "a square bracket that is never closed": (
        "tags: [a, b\ndeputy: x\n",
        (6, 7, "the bracket [ is not closed (it begins on line 5, column 7)",
         "close it with ] on line 5, or put quotes around a text that begins with it"),
    ),
    "one at the end of the file": (
        "tags: [a, b\n",
        (6, 1, "the bracket [ is not closed (it begins on line 5, column 7)",
         "close it with ] on line 5, or put quotes around a text that begins with it"),
    ),
    "a curly bracket that is never closed": (
        "commitments:\n  - {id: c1, text: a\n  - {id: c2, text: b}\n",
        (7, 5, "the bracket { is not closed (it begins on line 6, column 5)",
         "close it with } on line 6, or put quotes around a text that begins with it"),
    ),
    "one before a block list item": (
        "commitments:\n  - {id: c1, text: a\n  - id: c2\n",
        (7, 7, "the bracket { is not closed (it begins on line 6, column 5)",
         "close it with } on line 6, or put quotes around a text that begins with it"),
    ),
    "one far above": (
        "commitments:\n  - {id: c1,\n     text: a,\n     due: x\nowner: a\n",
        (9, 6, "the bracket { is not closed (it begins on line 6, column 5)",
         "close it with } on line 6, or put quotes around a text that begins with it"),
    ),
    "one behind a dash": (
        "stakeholders:\n  - buying_roles: [user, buyer\n    id: x\n",
        (7, 7, "the bracket [ is not closed (it begins on line 6, column 19)",
         "close it with ] on line 6, or put quotes around a text that begins with it"),
    ),
    "a bracket too many": (
        "tags: [a, b]]\ndeputy: x\n",
        (5, 13, "a ] closes what is not open here",
         "delete it, or close with the bracket that opened; put quotes around a text that holds brackets"),
    ),
    "a wrong bracket": (
        "tags: [a, b}\ndeputy: x\n",
        (5, 12, "a } closes what is not open here",
         "delete it, or close with the bracket that opened; put quotes around a text that holds brackets"),
    ),
    "a text that begins with brackets": (
        "industry: [A4] quote\ndeputy: b\n",
        (5, 16, "the text goes on after the closing ]",
         "put the whole text in quotes: \"[A4] quote\""),
    ),
    "a text in a list that begins with brackets": (
        "tags:\n  - [A4] quote\n",
        (6, 10, "the text goes on after the closing ]",
         "put the whole text in quotes: \"[A4] quote\""),
    ),
    "a text in brackets that begins with brackets": (
        "commitments: [{id: c1, text: [A4] quote, due: x}]\n",
        (5, 35, "the text goes on after the closing ]",
         "put the whole text in quotes: \"[A4] quote\""),
    ),
    "two curly brackets": (
        "industry: {{ name }}\n",
        (5, 12, "a field's name can't be a record or a list",
         "write the field's name as plain text; put quotes around a text that begins with { or ["),
    ),
    "a comma that is missing in brackets": (
        "commitments:\n  - {id: c1 text: a}\n",
        (6, 17, "a colon stands within a text here",
         "put a comma before text if a field begins there, else quotes around the text that holds the colon"),
    ),
    "a colon within a text in brackets": (
        "commitments:\n  - {id: c1, text: Price: new list}\n",
        (6, 25, "a colon stands within a text here",
         "put quotes around a text that holds a colon and a space"),
    ),
    "a # in brackets": (
        "interactions:\n  - {id: i1, date: 2026-11-20, outcome: Claim #88 stays open}\ndeputy: x\n",
        (6, 47, "the # begins a comment here, and the closing } is part of it",
         "put quotes around the text that holds the #"),
    ),
    "a # in square brackets": (
        "tags: [Rail #4, Metro]\ndeputy: x\n",
        (5, 13, "the # begins a comment here, and the closing ] is part of it",
         "put quotes around the text that holds the #"),
    ),
    "a # in a text of several lines": (
        "summary: Rail\n  gauge #4\n  and more\ndeputy: x\n",
        (6, 9, "the # begins a comment here, and the text can't go on after it",
         "put the whole text in quotes"),
    ),
    "a decimal comma in brackets": (
        "revenue: [{year: 2025, amount: 1.240,50, currency: EUR}]\n",
        (5, 32, "within brackets a comma ends the number here",
         "write a decimal point, and nothing between the other digits: 1240.5"),
    ),
    "thousands in brackets": (
        "revenue: [{year: 2025, amount: 812,000, currency: EUR}]\n",
        (5, 32, "within brackets a comma ends the number here",
         "write a decimal point, and nothing between the other digits: 812 / 812000"),
    ),
    # characters that look like others
    "curly quotation marks": (
        "industry: “foo: bar”\n",
        (5, 11, "“ is not a quotation mark to YAML, so it does not hold the text together",
         "put the whole text in straight quotation marks: \"…\""),
    ),
    "German quotation marks": (
        "industry: „foo: bar“\n",
        (5, 11, "„ is not a quotation mark to YAML, so it does not hold the text together",
         "put the whole text in straight quotation marks: \"…\""),
    ),
    "French quotation marks": (
        "industry: »foo: bar«\n",
        (5, 11, "» is not a quotation mark to YAML, so it does not hold the text together",
         "put the whole text in straight quotation marks: \"…\""),
    ),
    "curly apostrophes": (
        "industry: ‘foo: bar’\n",
        (5, 11, "‘ is not a quotation mark to YAML, so it does not hold the text together",
         "put the whole text in straight quotation marks: \"…\""),
    ),
    "curly quotation marks in brackets": (
        "tags: [“a, b”]\nindustry: x: y\n",
        (6, 12, "a colon and a space stand within the value of industry",
         "put the whole text in quotes: industry: \"x: y\""),
    ),
    "curly quotation marks around a word of a list": (
        "key_reason: “revenue”\n",
        (5, 13, "key_reason holds the character “ (U+201C)",
         "delete “, or write straight quotation marks: \"…\""),
    ),
    "curly quotation marks around an id": (
        "owner: „ana.novak“\n",
        (5, 8, "owner holds the character „ (U+201E)",
         "delete „, or write straight quotation marks: \"…\""),
    ),
    "a no-break space in the indentation": (
        "address:\n\u00a0\u00a0city: Ljubljana\n",
        (6, 1, "a no-break space (U+00A0) stands here; it looks like a space or like nothing, and YAML takes it as text",
         PLAIN),
    ),
    "no-break spaces in all the indentation": (
        "address:\n \u00a0street: x\n \u00a0city: y\n",
        (6, 2, "a no-break space (U+00A0) stands here; it looks like a space or like nothing, and YAML takes it as text",
         PLAIN),
        (7, 2, "a no-break space (U+00A0) stands here; it looks like a space or like nothing, and YAML takes it as text",
         PLAIN),
    ),
    "a no-break space behind a value": (
        "key_reason: revenue\u00a0\n",
        (5, 13, "key_reason holds a no-break space (U+00A0)",
         "delete that character"),
    ),
    "a narrow no-break space before a value": (
        "key_reason: \u202frevenue\n",
        (5, 13, "key_reason holds a narrow no-break space (U+202F)",
         "delete that character"),
    ),
    "a figure space for a blank": (
        "key_reason:\u2007revenue\ndeputy: x\n",
        (5, 12, "a figure space (U+2007) stands here; it looks like a space or like nothing, and YAML takes it as text",
         PLAIN),
    ),
    "a no-break space before a colon": (
        "industry\u00a0: x\n",
        (5, 9, "a no-break space (U+00A0) stands here; it looks like a space or like nothing, and YAML takes it as text",
         PLAIN),
    ),
    "a no-break space on a blank line": (
        "\u00a0\nindustry: x\n",
        (5, 1, "a no-break space (U+00A0) stands here; it looks like a space or like nothing, and YAML takes it as text",
         PLAIN),
    ),
    "a no-break space in brackets": (
        "plan: {reviewed_on:\u00a02026-01-01}\n",
        (5, 20, "a no-break space (U+00A0) stands here; it looks like a space or like nothing, and YAML takes it as text",
         PLAIN),
    ),
    "a colon of another script": (
        "industry： x\n",
        (5, 9, "the character ： (U+FF1A) is not the colon that ends a field's name",
         "write it as name: value"),
    ),
    "a no-break space behind a dash": (
        "tags:\n  -\u00a0a\n  -\u00a0b\n",
        (6, 3, "tags holds a no-break space (U+00A0)",
         "delete that character"),
    ),
    "a zero-width space before a field": (
        "\u200bindustry: x\n",
        (5, 1, "a zero-width space (U+200B) stands here; it looks like a space or like nothing, and YAML takes it as text",
         PLAIN),
    ),
    "a zero-width space in an id": (
        "deputy: ana.novak\u200b\n",
        (5, 9, "deputy holds a zero-width space (U+200B)",
         "delete that character"),
    ),
    "a byte order mark in the middle": (
        "deputy: x\n\ufeffindustry: x\n",
        (6, 1, "a byte order mark (U+FEFF) stands here; it looks like a space or like nothing, and YAML takes it as text",
         PLAIN),
    ),
    "a no-break space in a number": (
        "contract: {notice_days: 1\u00a0000}\n",
        (5, 25, "contract › notice_days holds a no-break space (U+00A0)",
         "delete that character"),
    ),
    "dashes of a word processor": (
        "tags:\n  – a\n  – b\n",
        (6, 3, "tags holds the character – (U+2013)",
         "write a hyphen in place of –"),
    ),
    "dashes of a word processor before records": (
        "commitments:\n  – id: c1\n    text: a\n",
        (6, 3, "– is not the hyphen that begins a list item",
         "write a hyphen and a space: - …"),
    ),
    "bullets": (
        "tags:\n  • a\n  • b\n",
        (6, 3, "tags holds the character • (U+2022)",
         "write a hyphen in place of •"),
    ),
    # lines
    "a tab in the indentation": (
        "address:\n\tcity: X\n",
        (6, 1, "a tab stands in the indentation",
         "use spaces, never tabs"),
    ),
    "a tab in the indentation of a record": (
        "commitments:\n  - id: c1\n\ttext: x\n",
        (7, 1, "a tab stands in the indentation",
         "use spaces, never tabs"),
    ),
    "a tab behind a dash": (
        "tags:\n  -\ta\n",
        (6, 4, "a tab stands in the indentation",
         "use spaces, never tabs"),
    ),
    "no space behind a colon": (
        "owner:ana\ndeputy: x\n",
        (5, 1, "the colon after owner is not followed by a space",
         "write owner: ana"),
    ),
    "no space behind the last colon of the file": (
        "owner:ana\n",
        (5, 1, "the colon after owner is not followed by a space",
         "write owner: ana"),
    ),
    "no space behind a colon in a record": (
        "plan:\n  reviewed_on: 2026-01-01\n  started_on:2026-01-01\n",
        (7, 3, "the colon after started_on is not followed by a space",
         "write started_on: 2026-01-01"),
    ),
    "no space behind the first colon of a record": (
        "plan:\n  reviewed_on:2026-01-01\n",
        (6, 3, "plan is the text reviewed_on:2026-01-01; expected a record with fields",
         "write a colon and a space after the name: reviewed_on: 2026-01-01"),
    ),
    "no space behind a colon in brackets": (
        "plan: {reviewed_on:2026-01-01}\n",
        (5, 8, "the field reviewed_on:2026-01-01 is not known in plan",
         "write a colon and a space after the name: reviewed_on: 2026-01-01"),
    ),
    "an equals sign": (
        "owner = ana\ndeputy: x\n",
        (5, 1, "owner is followed by an equals sign, not by a colon",
         "write owner: ana"),
    ),
    "an equals sign in a record": (
        "plan:\n  reviewed_on = 2026-01-01\n",
        (6, 3, "plan is the text reviewed_on = 2026-01-01; expected a record with fields",
         "write a colon and a space after the name: reviewed_on: 2026-01-01"),
    ),
    "no colon": (
        "owner ana\ndeputy: x\n",
        (5, 1, "a field's name is not followed by a colon and a space",
         "write it as name: value; a text that goes on from the line above is indented deeper than its field"),
    ),
    "no colon behind the name of a list": (
        "commitments\n  - id: c1\n",
        (5, 1, "commitments is not followed by a colon",
         "write commitments:"),
    ),
    "no colon behind the name of a record": (
        "plan\n  reviewed_on: 2026-01-01\n  started_on: 2026-01-01\n",
        (5, 1, "plan is not followed by a colon",
         "write plan:"),
    ),
    "no colon in a record of a list": (
        "units:\n  - id a\n    name: y\n",
        (7, 5, "a field begins here, but what stands above it is a text",
         "write a colon and a space after the field's name on line 6, or check the indentation"),
    ),
    "a text that is not indented": (
        "summary: text\ngoes on here\n",
        (6, 1, "a field's name is not followed by a colon and a space",
         "write it as name: value; a text that goes on from the line above is indented deeper than its field"),
    ),
    "a list on the line of its field": (
        "commitments: - id: c1\n",
        (5, 14, "a list item can't begin here",
         "begin the list on the next line, or put quotes around a text that begins with a dash"),
    ),
    "a list without dashes": (
        "commitments:\n  id: c1\n  text: a\n",
        (6, 3, "commitments is a record with fields; expected a list",
         "it is a list of records: put a dash and a space before the first field of each"),
    ),
    "a record without its dash": (
        "commitments:\n  - id: c1\n    text: a\n  id: c2\n",
        (8, 3, "the list above goes on here without a dash",
         "write - id: … if a new record begins here, else indent the line as the record above it"),
    ),
    "a record without its dash, indented": (
        "commitments:\n  - id: c1\n    id: c2\n",
        (7, 5, "the field id stands here twice, first on line 6",
         "keep one of the two; where a new record of a list begins, write a dash before its first field"),
    ),
    "no space behind a dash": (
        "tags:\n  - export\n  -large\n",
        (7, 3, "the dash of a list item is not followed by a space",
         "write - large"),
    ),
    "no space behind any dash": (
        "tags:\n  -export\n  -large\n",
        (6, 3, "tags is the text -export -large; expected a list",
         "write a space after the dash of each item: - export"),
    ),
    "no space behind the dash of a record": (
        "commitments:\n  -id: c1\n   text: x\n",
        (6, 3, "the dash of a list item is not followed by a space",
         "write - id: c1"),
    ),
    "no space behind the dash of a second record": (
        "units:\n  - id: a\n    name: x\n  -id: b\n",
        (8, 3, "the dash of a list item is not followed by a space",
         "write - id: b"),
    ),
    "an asterisk for a dash": (
        "tags:\n  * a\n  * b\n",
        (6, 3, "a list item begins with a hyphen, not with *",
         "write - a"),
    ),
    "a colon in a text": (
        "orders_tracked_in: SAP: sales view\n",
        (5, 23, "a colon and a space stand within the value of orders_tracked_in",
         "put the whole text in quotes: orders_tracked_in: \"SAP: sales view\""),
    ),
    "a colon in a text of a record": (
        "commitments:\n  - id: c1\n    text: Price: new list\n",
        (7, 16, "a colon and a space stand within the value of text",
         "put the whole text in quotes: text: \"Price: new list\""),
    ),
    "a second item that is indented deeper": (
        "tags:\n  - a\n   - b: c\n",
        (7, 4, "this line begins in column 4, where nothing above it begins",
         "begin it in column 3, as line 6 does"),
    ),
    "a second record that is indented deeper": (
        "commitments:\n  - id: c1\n   - id: c2\n",
        (7, 4, "this line begins in column 4, where nothing above it begins",
         "begin it in column 3, as line 6 does"),
    ),
    "a second record that is indented less": (
        "commitments:\n  - id: c1\n - id: c2\n",
        (7, 2, "this line begins in column 2, where nothing above it begins",
         "begin it in column 3, as line 6 does"),
    ),
    "a field that is indented deeper": (
        "plan:\n  reviewed_on: 2026-01-01\n    started_on: 2026-01-01\n",
        (7, 5, "this line is indented deeper than the line above it, which has its value already",
         "begin it in column 3, as line 6 does"),
    ),
    "a field that is indented less": (
        "plan:\n    reviewed_on: 2026-01-01\n  started_on: 2026-01-01\n",
        (7, 3, "this line begins in column 3, where nothing above it begins",
         "begin it in column 5, as line 6 does, or in column 1, as line 5 does"),
    ),
    "a field of a record that is indented less": (
        "commitments:\n  - id: c1\n   text: a\n",
        (7, 4, "this line begins in column 4, where nothing above it begins",
         "begin it in column 5, as line 6 does, or in column 1, as line 5 does"),
    ),
    "a field that is indented below one of the top": (
        "owner: a\n deputy: b\n",
        (6, 2, "this line is indented deeper than the line above it, which has its value already",
         "begin it in column 1, as line 5 does"),
    ),
    "three dots": (
        "...\nindustry: x\n",
        (5, 1, "three dots end the document here, and something follows",
         "delete the line with the three dots"),
    ),
    "three dashes": (
        "---\nindustry: x\n",
        (5, 1, "a second document begins here",
         "keep one document in one file: delete the ---"),
    ),
    # signs of YAML
    "an at sign": (
        "owner: @ana\n",
        (5, 8, "a text can't begin with @",
         "put the whole text in quotes: owner: \"@ana\""),
    ),
    "a percent sign": (
        "industry: %10\n",
        (5, 11, "a text can't begin with %",
         "put the whole text in quotes: industry: \"%10\""),
    ),
    "a percent sign at the beginning": (
        "%10\n",
        (5, 4, "a line that begins with % is not allowed here (it begins on line 5, column 1)",
         "put quotes around the text"),
    ),
    "a backtick": (
        "industry: `code`\n",
        (5, 11, "a text can't begin with `",
         "put the whole text in quotes: industry: \"`code`\""),
    ),
    "an asterisk": (
        "summary: *urgent* call\n",
        (5, 10, "a text can't begin with *",
         "put the whole text in quotes: summary: \"*urgent* call\""),
    ),
    "a word in bold": (
        "summary: **urgent** call\n",
        (5, 10, "a text can't begin with *",
         "put the whole text in quotes: summary: \"**urgent** call\""),
    ),
    "an asterisk and a word": (
        "summary: *urgent\n",
        (5, 10, "*urgent is an alias, which is not allowed",
         "write the value out where it is needed, or put quotes around a text that begins with & or *"),
    ),
    "an ampersand": (
        "industry: & co\n",
        (5, 11, "a text can't begin with &",
         "put the whole text in quotes: industry: \"& co\""),
    ),
    "an ampersand and a word": (
        "industry: &co steel\n",
        (5, 11, "&co is an anchor, which is not allowed",
         "write the value out where it is needed, or put quotes around a text that begins with & or *"),
    ),
    "an exclamation mark": (
        "industry: ! now\n",
        (5, 11, "the tag ! is not allowed",
         "delete the tag, or put quotes around a text that begins with !"),
    ),
    "an exclamation mark and a word": (
        "industry: !important x\n",
        (5, 11, "the tag !important is not allowed",
         "delete the tag, or put quotes around a text that begins with !"),
    ),
    "a question mark": (
        "industry: ? what\n",
        (5, 11, "a text can't begin with ?",
         "put the whole text in quotes: industry: \"? what\""),
    ),
    "a bar": (
        "industry: | piped\n",
        (5, 11, "a text can't begin with |",
         "put the whole text in quotes: industry: \"| piped\""),
    ),
    "a greater-than sign": (
        "industry: > 5 pieces\n",
        (5, 11, "a text can't begin with >",
         "put the whole text in quotes: industry: \"> 5 pieces\""),
    ),
    "a dash in a value": (
        "industry: - one\n",
        (5, 11, "a list item can't begin here",
         "begin the list on the next line, or put quotes around a text that begins with a dash"),
    ),
    "a comma at the beginning": (
        "industry: , one\n",
        (5, 11, "a text can't begin with ,",
         "put the whole text in quotes: industry: \", one\""),
    ),
    # numbers and words
    "a point between thousands": (
        "contract: {notice_days: 1.240}\n",
        (5, 25, "1.240 without quotes can be read as 1.24 or as 1240",
         "write 1.24 or 1240, whichever is meant; put it in quotes if it is meant as text"),
    ),
    "several points between thousands": (
        "orders_tracked_in: x\nrevenue:\n  - year: 2025\n    amount: 1.240.000\n    currency: EUR\n",
        (8, 13, "revenue › 2025 › amount is the text 1.240.000; expected a number",
         "did you mean 1240000?"),
    ),
    "a comma between thousands": (
        "revenue:\n  - year: 2025\n    amount: 812,000\n    currency: EUR\n",
        (7, 13, "revenue › 2025 › amount is the text 812,000; expected a number",
         "did you mean 812 or 812000?"),
    ),
    "a decimal comma": (
        "revenue:\n  - year: 2025\n    amount: 1.240,50\n    currency: EUR\n",
        (7, 13, "revenue › 2025 › amount is the text 1.240,50; expected a number",
         "did you mean 1240.5?"),
    ),
    "revenue by years": (
        "revenue:\n  2024: 812.000\n  \"2025\": 900000\n",
        (6, 3, "a field's name is not text: 2024",
         "it is a list of records: write revenue: [{year: 2024, amount: …, currency: …}]"),
        (6, 9, "812.000 without quotes can be read as 812 or as 812000",
         "write 812 or 812000, whichever is meant; put it in quotes if it is meant as text"),
    ),
    "revenue by years, in braces": (
        "revenue: {2024: 812000}\n",
        (5, 11, "a field's name is not text: 2024",
         "it is a list of records: write revenue: [{year: 2024, amount: …, currency: …}]"),
    ),
    "a number for a field's name": (
        "address: {2024: x}\n",
        (5, 11, "a field's name is not text: 2024",
         "write the field's name as plain text, in quotes if it looks like a number"),
    ),
    "blanks between thousands": (
        "revenue:\n  - year: 2025\n    amount: 1 240 000\n    currency: EUR\n",
        (7, 13, "revenue › 2025 › amount is the text 1 240 000; expected a number",
         "did you mean 1240000?"),
    ),
    "a number where text belongs": (
        "industry: 1.240\n",
        (5, 11, "1.240 without quotes can be read as 1.24 or as 1240",
         "put it in quotes: \"1.240\""),
    ),
    "no, for a decision": (
        "expansion: {pursue: no}\n",
        (5, 21, "no without quotes is read as yes or no by other YAML tools",
         "write true or false"),
    ),
    "yes or no for a field's name": (
        "interactions:\n  - on: 2026-01-01\n    id: a\n    kind: call\n    by: [ana]\n",
        (6, 5, "the field on is not known in interactions › a", "did you mean date?"),
    ),
    "yes or no for a name that may be any": (
        "external_ref:\n  on: x\n",
        (6, 3, "on without quotes is read as yes or no by other YAML tools",
         "put it in quotes if it is meant as text, or write true or false"),
    ),
    "a telephone number without quotes": (
        "stakeholders:\n  - {id: a, name: A, phone: 041123456}\n",
        (6, 29, "041123456 without quotes is read as another number by other YAML tools",
         'put it in quotes: "041123456"'),
    ),
    "two telephone numbers": (
        "stakeholders:\n  - id: a\n    name: A\n    phone: '041'\n    phone: '042'\n",
        (9, 5, "the field phone stands here twice, first on line 8",
         "write the two as one list: phone: [one, two]; or keep one of them"),
    ),
    "curly quotes around a whole text": (
        "industry: “Acme d.o.o.”\ntags: [„steel“, «export», “a” and “b”, ‘c’]\nsummary: |\n  “Fine”\n",
        (5, 11, "industry stands in “ ”, which are no quotation marks to YAML and would be shown",
         'put the whole text in straight quotation marks: "Acme d.o.o."'),
        (6, 8, "tags › „steel“ stands in „ “, which are no quotation marks to YAML and would be shown",
         'put the whole text in straight quotation marks: "steel"'),
        (6, 17, "tags › «export» stands in « », which are no quotation marks to YAML and would be shown",
         'put the whole text in straight quotation marks: "export"'),
        (6, 40, "tags › ‘c’ stands in ‘ ’, which are no quotation marks to YAML and would be shown",
         'put the whole text in straight quotation marks: "c"'),
    ),
    "curly quotes that are meant": ('industry: "“Acme d.o.o.”"\n',),
    "two commas": (
        "tags: [a, b,,]\n",
        (5, 13, "two commas stand here with nothing between them", "delete one of them"),
    ),
    "a comma before the first item": ("tags: [, a]\n", (5, 8, "a comma stands before the first item", "delete the comma")),
    "a # in a list in brackets": (
        "tags: [steel, #1 customer, export]\n",
        (5, 15, "the # begins a comment here, and the closing ] is part of it", "put quotes around the text that holds the #"),
    ),
    "a # in a list in brackets, and fields below": (
        "tags: [steel, #1 customer, export]\nowner: x\n",
        (5, 15, "the # begins a comment here, and the closing ] is part of it", "put quotes around the text that holds the #"),
    ),
    "a # in a list in brackets over several lines": (
        "tags: [steel, #1 customer,\n  export]\n",
        (5, 15, "the # begins a comment here",
         "put quotes around the text that begins with the #; if it is a comment, leave two spaces before the #"),
    ),
    "an open bracket, and a comment with brackets below": (
        "tags: [steel, export\nowner: x # see [1]\n",
        (6, 6, "the bracket [ is not closed (it begins on line 5, column 7)",
         "close it with ] on line 5, or put quotes around a text that begins with it"),
    ),
    "an item with a # on a line of its own in brackets": (
        "tags: [steel,\n  #1 customer,\n  export]\n",
        (6, 3, "the # begins a comment here",
         "put quotes around the text that begins with the #; if it is a comment, leave two spaces before the #"),
    ),
    "a number for a comment": ("tags: [steel,\n  #1 is enough\n  export]\nowner: x\n#1,\n",),
    "comments in a list in brackets": ("tags: [steel, # the first\n  export,  #two\n  # three,\n  a]\n",),
    "a comment behind a missing blank": (
        "industry:steel # as of 2025\n",
        (5, 1, "the colon after industry is not followed by a space", "write industry: steel"),
    ),
    "a long text behind a missing blank": (
        f"industry:{'x' * 90}\n",
        (5, 1, "the colon after industry is not followed by a space", f"write industry: {'x' * 70}…"),
    ),
    "no, for a text": (
        "industry: no\n",
        (5, 11, "no without quotes is read as yes or no by other YAML tools",
         "put it in quotes: \"no\""),
    ),
    "a time for a day": (
        "tier_reviewed_on: 12:30:00\n",
        (5, 19, "12:30:00 without quotes is read as another number by other YAML tools",
         "write a day such as 2026-03-04"),
    ),
    "no, for a word of a list": (
        "key_reason: no\n",
        (5, 13, "no without quotes is read as yes or no by other YAML tools",
         "known here: revenue, growth-potential, reference, strategic-fit, other"),
    ),
    "a text that begins with a #": (
        "summary: #4711 is open\n",
        (5, 10, "summary ends before the #, because YAML takes the rest of the line as a comment: #4711 is open",
         "put the whole text in quotes; if it is a comment, leave two spaces before the #"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "faults"), [(text, faults) for text, *faults in SLIPS.values()], ids=SLIPS.keys())
def test_the_message_leads_to_the_mend(text, faults):
    document = held_against_schema(load_document("x.yml", (HEAD + text).encode()), "account")
    told = [(one.place.line, one.place.column, str(one.message), str(one.hint)) for one in document.faults]
    assert told == faults


@pytest.mark.parametrize("text", [text for text, *_ in SLIPS.values()], ids=SLIPS.keys())
def test_it_is_the_same_with_line_ends_of_windows(text):
    here, there = (load_document("x.yml", (HEAD + text).replace("\n", end).encode()) for end in ("\n", "\r\n"))
    assert there.faults == here.faults


@pytest.mark.parametrize(
    ("text", "kind", "hint"),
    [
        ("", "team", "begin with team:"),
        ("- {id: a, name: A}\n", "team", "begin with team:"),
        ("# nothing yet\n", "offerings", "begin with offerings:"),
        ("", "account", "begin with a field, such as name: …"),
    ],
)
def test_a_file_without_fields_is_told_what_to_begin_with(text, kind, hint):
    (fault,) = held_against_schema(load_document("x.yml", text.encode()), kind).faults
    assert str(fault.hint) == hint
