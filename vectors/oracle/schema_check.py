"""A checker for the few JSON Schema keywords the schemas here use; any other keyword is a mistake."""

import re

TYPES = {"object": dict, "array": list, "string": str, "null": type(None)}
QUIET = {"$schema", "$defs", "title", "description"}


def is_type(value, name: str) -> bool:
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def fault(value, schema: dict, root: dict, where: str = "$"):
    """None, or where and why the value does not fit."""
    for keyword, rule in schema.items():
        if keyword in QUIET or keyword in ("properties", "additionalProperties"):
            continue
        if keyword == "$ref":
            found = fault(value, root["$defs"][rule.removeprefix("#/$defs/")], root, where)
            if found:
                return found
        elif keyword == "oneOf":
            faults = [fault(value, option, root, where) for option in rule]
            if faults.count(None) != 1:
                return f"{where}: fits {faults.count(None)} of the alternatives: {faults}"
        elif keyword == "required":
            if not all(name in value for name in rule):
                return f"{where}: a field of {rule} is absent"
        elif keyword == "items":
            for index, item in enumerate(value):
                found = fault(item, rule, root, f"{where}[{index}]")
                if found:
                    return found
        elif not fits(value, keyword, rule):
            return f"{where}: {value!r} breaks {keyword} {rule}"
    if "properties" in schema:
        for name, item in value.items():
            if name not in schema["properties"]:
                return f"{where}: unknown field {name}"
            found = fault(item, schema["properties"][name], root, f"{where}.{name}")
            if found:
                return found
    return None


def fits(value, keyword: str, rule) -> bool:
    """One simple keyword."""
    if keyword == "type":
        return is_type(value, rule)
    if keyword == "const":
        return value == rule
    if keyword == "enum":
        return value in rule
    if keyword == "pattern":
        return re.search(rule, value, re.ASCII) is not None
    if keyword == "minimum":
        return value >= rule
    if keyword == "maximum":
        return value <= rule
    if keyword in ("minLength", "minItems"):
        return len(value) >= rule
    if keyword in ("maxLength", "maxItems"):
        return len(value) <= rule
    raise ValueError(f"keyword {keyword}")
