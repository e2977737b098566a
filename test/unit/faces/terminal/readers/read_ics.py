"""Reads a calendar from standard input, refuses what RFC 5545 does not allow, and writes its events as JSON."""

import json
import re
import sys

NAME = re.compile(r"[A-Z0-9-]+")
TIME = re.compile(r"\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])[0-5]\d[0-5]\dZ")
DURATION = re.compile(r"[+-]?P(\d+W|\d+D(T(\d+H)?(\d+M)?(\d+S)?)?|T(\d+H(\d+M(\d+S)?)?|\d+M(\d+S)?|\d+S))")
TEXTS = {"SUMMARY", "DESCRIPTION"}
REQUIRED = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "DESCRIPTION", "STATUS"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
ALLOWED = {
    "VCALENDAR": REQUIRED["VCALENDAR"],
    "VEVENT": REQUIRED["VEVENT"] | {"TRANSP", "LAST-MODIFIED"},
    "VALARM": REQUIRED["VALARM"],
}
PARENT = {"VCALENDAR": None, "VEVENT": "VCALENDAR", "VALARM": "VEVENT"}


def unfolded(data):
    assert not data.startswith(b"\xef\xbb\xbf"), "a byte-order mark"
    assert data.endswith(b"\r\n"), "the last line does not end"
    lines = data[:-2].split(b"\r\n")
    content = []
    for line in lines:
        assert b"\r" not in line and b"\n" not in line, "a line break inside a line: %r" % line
        assert len(line) <= 75, "%d octets: %r" % (len(line), line)
        line.decode("utf-8", "strict")
        if line.startswith(b" "):
            assert content and len(line) > 1, "nothing is folded here: %r" % line
            content[-1] += line[1:]
        else:
            assert line, "an empty line"
            content.append(line)
    return [line.decode("utf-8", "strict") for line in content]


def plain(name, value):
    found = re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", value)
    assert found is None, "a character that nobody sees in %s: %r" % (name, value)
    if name not in TEXTS:
        return value
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value), "not escaped: %r" % value
    return re.sub(r"\\(.)", lambda sign: "\n" if sign[1] in "nN" else sign[1], value)


def check(component):
    kind, found = component["kind"], component["properties"]
    for name in REQUIRED[kind]:
        assert name in found, "%s without %s" % (kind, name)
    for name in found:
        assert name in ALLOWED[kind], "%s with %s" % (kind, name)
    for name in ("DTSTAMP", "DTSTART", "LAST-MODIFIED"):
        assert name not in found or TIME.fullmatch(found[name]), "%s %s" % (name, found[name])
    if kind == "VCALENDAR":
        assert found["VERSION"] == "2.0" and found["PRODID"].startswith("-//"), found
    if kind == "VEVENT":
        assert re.fullmatch(r"[A-Za-z0-9-]+@leasebell", found["UID"]), found["UID"]
        assert found["SEQUENCE"].isdigit(), found["SEQUENCE"]
        assert found["STATUS"] in ("CONFIRMED", "CANCELLED"), found["STATUS"]
    if kind == "VALARM":
        assert found["ACTION"] == "DISPLAY", found["ACTION"]
        assert DURATION.fullmatch(found["TRIGGER"]), found["TRIGGER"]


def read(data):
    stack, events, calendars = [], [], 0
    for line in unfolded(data):
        name, colon, value = line.partition(":")
        assert colon and NAME.fullmatch(name), "no property: %r" % line
        if name == "BEGIN":
            assert value in PARENT and PARENT[value] == (stack[-1]["kind"] if stack else None), line
            assert stack or calendars == 0, "a second calendar"
            stack.append({"kind": value, "properties": {}, "inner": []})
        elif name == "END":
            assert stack and stack[-1]["kind"] == value, line
            done = stack.pop()
            check(done)
            if stack:
                stack[-1]["inner"].append(done)
            else:
                calendars += 1
            if value == "VEVENT":
                events.append(done)
        else:
            assert stack and not stack[-1]["inner"], "a property after a component: %r" % line
            assert name not in stack[-1]["properties"], "%s twice" % name
            stack[-1]["properties"][name] = plain(name, value)
    assert not stack and calendars == 1, "no whole calendar"
    uids = [event["properties"]["UID"] for event in events]
    assert len(set(uids)) == len(uids), "two events with one UID"
    return [dict(event["properties"], alarms=[alarm["properties"] for alarm in event["inner"]]) for event in events]


json.dump(read(sys.stdin.buffer.read()), sys.stdout)
