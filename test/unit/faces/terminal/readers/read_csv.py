"""Reads CSV from standard input as strictly as Python's own csv module can, and writes its rows as JSON."""

import csv
import io
import json
import re
import sys

data = sys.stdin.buffer.read()
assert data.startswith(b"\xef\xbb\xbf"), "no byte-order mark"
text = data[3:].decode("utf-8", "strict")
assert text.endswith("\r\n"), "the last line does not end"
found = re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", text)
assert found is None, "a character that nobody sees: %r" % found
rows = list(csv.reader(io.StringIO(text, newline=""), dialect="excel", strict=True))
quoted = csv.writer(out := io.StringIO(), quoting=csv.QUOTE_ALL, lineterminator="\r\n")
quoted.writerows(rows)
assert out.getvalue() == text, "not every cell is quoted"
json.dump(rows, sys.stdout)
