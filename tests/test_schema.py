"""Every scenario keeps the schema that the program prints, judged by an independent validator; and the schema
refuses what it must refuse, else it would prove nothing.

Usage: test_schema.py FOLDER_OF_SCENARIOS
"""

import copy
import json
import pathlib
import sys

import jsonschema


def broken_twins(scenario):
    """The scenario with one mistake each."""
    unknown = copy.deepcopy(scenario)
    unknown["no_such_key"] = 1
    yield "unknown key", unknown
    text = copy.deepcopy(scenario)
    text["months"] = "sixty"
    yield "text for a number", text
    below = copy.deepcopy(scenario)
    below["months"] = -1
    yield "number below its range", below


def main(folder):
    schema = json.loads((folder / "schema.json").read_text(encoding="utf-8"))
    validator_class = jsonschema.validators.validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema)
    faults = []
    scenarios = sorted(path for path in folder.glob("*.json") if path.name not in ("schema.json", "measures.json"))
    if not scenarios:
        faults.append(f"{folder}: no scenario")
    for path in scenarios:
        scenario = json.loads(path.read_text(encoding="utf-8"))
        for error in validator.iter_errors(scenario):
            faults.append(f"{path.name} /{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")
        for mistake, twin in broken_twins(scenario):
            if validator.is_valid(twin):
                faults.append(f"{path.name}: the schema accepts a scenario with {mistake}")
    print("\n".join(faults) or f"{len(scenarios)} scenarios keep the schema")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
