#!/usr/bin/env python3
"""Copies articles for Pelican, which wants `Tags: a, b` at the top of a file and no list in brackets.

    convert.py FROM TO
"""

import pathlib
import re
import sys

source, target = (pathlib.Path(path) for path in sys.argv[1:])
for file in source.rglob("*.md"):
    text = file.read_text()
    front, body = re.match(r"---\n(.*?)\n---\n(.*)", text, re.S).groups()
    fields = dict(line.split(": ", 1) for line in front.split("\n") if ": " in line)
    if fields.get("draft") == "true":
        continue
    lines = [f"Title: {fields['title']}", f"Slug: {file.stem}"]
    if "date" in fields:
        lines.append(f"Date: {fields['date']}")
    if "description" in fields:
        lines.append(f"Summary: {fields['description']}")
    if "tags" in fields:
        lines.append(f"Tags: {fields['tags'].strip('[]')}")
    place = target / file.relative_to(source)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("\n".join(lines) + "\n\n" + body)
