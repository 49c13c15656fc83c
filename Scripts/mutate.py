#!/usr/bin/env python3
"""Changes one thing in a rule pack at a time and runs the tests of that rule: a change that no test notices survives.

Usage: mutate.py [--packs DIR] [--rule ID ...] [--only FILE] [--jobs N] -- COMMAND [ARGUMENT ...]

COMMAND runs the rule tests; `--filter EXPRESSION` is added to it, the packs are given to it as LIUHEN_PACKS, and it
writes the rows that its tests hold to the file named by LIUHEN_ROW_LOG. Exit 0: no survivors. Exit 1: survivors, or
rules without a test. Exit 2: the tests fail on the packs as they are, or the input is not usable.

The packs are read as lines, so that no YAML library is needed: a rule begins with `  - id: ID` and ends before the
next one. Changed are: the rule as a whole (left out), each whole number (one more, one less), each item of a list
(left out), each single role (another one), each entry under `also` and `need`/`any`/`all` lists written over lines
(left out), and yes/no switches (turned).
"""

import argparse
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile

RULE = re.compile(r"^  - id: (\S+)\s*$")
FIGURE = re.compile(r"(?<![\w.\-])(\d+)(?![\w.\-])")
FLOW_LIST = re.compile(r"\[([^\[\]{}]*)\]")
ROLE = re.compile(r"^(\s*(?:- \{ form: [\w-]+, )?(?:\w+-by|deviation|role): )([a-z][a-z-]*)(.*)$")
SKIPPED_KEYS = ("id:", "article:", "says:", "duty:", "feature:")


def rules_of(lines):
    """Yields (id, first line, line after the last) of each rule of a file."""
    starts = [(index, RULE.match(line).group(1)) for index, line in enumerate(lines) if RULE.match(line)]
    for number, (start, name) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(lines)
        while end > start and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
            end -= 1
        yield name, start, end


def indent_of(line):
    return len(line) - len(line.lstrip(" "))


def changes_of_line(line):
    """Yields (what, changed line) for the changes within one line."""
    stripped = line.lstrip(" -")
    if stripped.startswith(SKIPPED_KEYS) or stripped.startswith("#"):
        return
    says = re.search(r"says: [^,}]*", line)
    for found in FIGURE.finditer(line):
        if re.search(r"\d{4}-\d\d-\d\d", line) or (says and says.start() <= found.start() < says.end()):
            continue
        for figure in (int(found.group(1)) + 1, int(found.group(1)) - 1):
            if figure >= 0:
                yield f"{found.group(1)} -> {figure}", line[: found.start(1)] + str(figure) + line[found.end(1):]
    for found in re.finditer(r"(\d{4}-\d\d)-(\d\d)", line):
        day = int(found.group(2))
        for other in (day + 1, day - 1):
            if 1 <= other <= 31:
                text = f"{found.group(1)}-{other:02d}"
                yield f"{found.group(0)} -> {text}", line[: found.start()] + text + line[found.end():]
    for found in FLOW_LIST.finditer(line):
        items = [item.strip() for item in found.group(1).split(",")]
        if len(items) > 1:
            for index, item in enumerate(items):
                kept = ", ".join(items[:index] + items[index + 1:])
                yield f"without {item}", line[: found.start(1)] + kept + line[found.end(1):]
    role = ROLE.match(line)
    if role:
        other = "bureau-head" if role.group(2) != "bureau-head" else "agency-head"
        yield f"{role.group(2)} -> {other}", role.group(1) + other + role.group(3) + "\n"
    for found in re.finditer(r": (true|false)\b", line):
        other = "false" if found.group(1) == "true" else "true"
        yield f"{found.group(0)[2:]} -> {other}", line[: found.start(1)] + other + line[found.end(1):]


def block_items(lines, start, end):
    """Yields (first line, line after the last) of each item of a list written over several lines, where it has siblings
    or stands under a key that may be left out as a whole."""
    for index in range(start + 1, end):
        line = lines[index]
        if not line.lstrip().startswith("- "):
            continue
        depth = indent_of(line)
        after = index + 1
        while after < end and (indent_of(lines[after]) > depth or not lines[after].strip()):
            after += 1
        yield index, after


def mutants(lines, start, end):
    """Yields (what, lines of the changed file)."""
    yield "left out", lines[:start] + lines[end:]
    for index in range(start + 1, end):
        for what, changed in changes_of_line(lines[index]):
            yield f"line {index + 1}: {what}", lines[:index] + [changed] + lines[index + 1:]
    for first, after in block_items(lines, start, end):
        yield f"line {first + 1}: item left out", lines[:first] + lines[after:]


def escaped(name):
    return re.sub(r"([.^$*+?()\[\]{}|\\])", r"\\\1", name)


def run(command, packs, log, names):
    environment = dict(os.environ, LIUHEN_PACKS=packs)
    if log:
        environment["LIUHEN_ROW_LOG"] = log
    else:
        environment.pop("LIUHEN_ROW_LOG", None)
    # Only the tests of the rules: other suites name rows too, and play whole cases.
    expression = r"^RulesTests\."
    if names:
        expression += ".*(" + "|".join(escaped(name) for name in sorted(names)) + ")"
    arguments = list(command) + ["--filter", expression]
    done = subprocess.run(arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def main():
    parser = argparse.ArgumentParser(add_help=True, description=__doc__.splitlines()[0])
    parser.add_argument("--packs", default="Sources/Rules/Packs")
    parser.add_argument("--rule", action="append", default=[])
    parser.add_argument("--only", help="a file with the ids of the rules to change, one a line")
    parser.add_argument("--jobs", type=int, default=max(1, os.cpu_count() or 1))
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    if options.only:
        with open(options.only, encoding="utf-8") as names:
            options.rule += names.read().split()
        if not options.rule:
            return 0
    if not os.path.isdir(options.packs):
        print(f"no folder of packs: {options.packs}", file=sys.stderr)
        return 2

    with tempfile.TemporaryDirectory() as work:
        log = os.path.join(work, "rows.tsv")
        status, output = run(options.command, os.path.abspath(options.packs), log, [])
        if status != 0 or not os.path.exists(log):
            print(output[-4000:], file=sys.stderr)
            print("the tests do not pass on the packs as they are", file=sys.stderr)
            return 2
        tests = {}
        with open(log, encoding="utf-8") as lines:
            for line in lines:
                row, name, _ = line.rstrip("\n").split("\t")
                tests.setdefault(row, set()).add(name.split("(")[0].strip("`"))

        work_items, untested = [], []
        for pack in sorted(os.listdir(options.packs)):
            folder = os.path.join(options.packs, pack)
            for file in sorted(os.listdir(folder)):
                with open(os.path.join(folder, file), encoding="utf-8") as source:
                    lines = source.readlines()
                for rule, start, end in rules_of(lines):
                    if options.rule and rule not in options.rule:
                        continue
                    if any(line.strip().startswith("feature:") for line in lines[start:end]):
                        continue
                    if rule not in tests:
                        untested.append(rule)
                        continue
                    for what, changed in mutants(lines, start, end):
                        work_items.append((pack, file, rule, what, changed))

        def judge(number_and_item):
            number, (pack, file, rule, what, changed) = number_and_item
            packs = os.path.join(work, f"packs-{number}")
            shutil.copytree(options.packs, packs)
            with open(os.path.join(packs, pack, file), "w", encoding="utf-8") as target:
                target.writelines(changed)
            status, _ = run(options.command, packs, None, tests[rule])
            shutil.rmtree(packs)
            return None if status != 0 else f"{rule}\t{pack}/{file}\t{what}"

        survivors = []
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for result in pool.map(judge, enumerate(work_items)):
                if result:
                    survivors.append(result)
                    print(f"survived\t{result}", flush=True)
    for rule in untested:
        print(f"untested\t{rule}")
    print(f"{len(work_items)} changes, {len(survivors)} survived, {len(untested)} rules without a test")
    return 1 if survivors or untested else 0


if __name__ == "__main__":
    sys.exit(main())
