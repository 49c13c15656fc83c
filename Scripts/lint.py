"""The rules of the house that `swift format` does not know.

Prints one line a finding, `file:line: what`, and exits 1 when there is one:
- words that may not stand in the sources (forced tries and casts, traps, unchecked sendability, notes to self),
- paths of somebody's machine and hosts of package registries, in any text file,
- reading a database row by a subscript that stops the program where the file is damaged,
- files of more than 400 lines,
- imports that point sideways or up the table of docs/architecture.md, or that Package.swift does not list.
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# The table of docs/architecture.md, bottom up. A target imports only what stands in a row before its own, except for
# the pairs of EXCEPTIONS.
ROWS = [
    ["CLibcrypto"],
    ["Cryptography", "Chronology"],
    ["Ledger", "Vault", "Rules"],
    ["Forms", "Recordings", "Casework"],
    ["Archive"],
    ["Office"],
    ["Web"],
    ["liuhen"],
]
EXCEPTIONS = {("Casework", "Recordings")}
ROW_OF = {target: number for number, row in enumerate(ROWS) for target in row}
TEST_ONLY = {"TestKit"}

FORBIDDEN = [
    (re.compile(r"\btry!"), "a forced try"),
    (re.compile(r"\bas!"), "a forced cast"),
    (re.compile(r"\bfatalError\("), "fatalError: throw, or use precondition with a sentence"),
    (re.compile(r"@unchecked\s+Sendable"), "@unchecked Sendable"),
    (re.compile(r"\b(TODO|FIXME|XXX)\b"), "a note to self"),
    (re.compile(r"swift-format-ignore-file"), "a file that opts out of the format"),
]

# GRDB's subscript traps where `decode(_:atIndex:)` and `value(_:)` throw; what it gives to `fromDatabaseValue` cannot.
GRDB = re.compile(r"^(internal )?import GRDB$", re.M)
TRAPPING_ROW = re.compile(r"(?<!fromDatabaseValue\()\b(?:row|\$0)\??\[(?:\"|\d)")

# Written in pieces, so that this file does not find itself.
MACHINE = re.compile(r"(?<![\w.])/(" + "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me", "Us" + "ers", "tm" + "p"]) + r")/\w")
REGISTRY = re.compile("|".join(["pypi" + r"\.org", "files" + r"\.pythonhosted", "deb" + r"\.debian\.org", "npmjs" + r"\.(com|org)"]))
TEXT = {".swift", ".md", ".sh", ".py", ".yaml", ".yml", ".json", ".html", ".css", ".js", ".typ", ".mustache", ""}
IMPORT = re.compile(
    r"^\s*(?:@testable\s+|@preconcurrency\s+)*(?:public\s+|package\s+|internal\s+|private\s+|fileprivate\s+)?"
    r"import\s+(?:(?:struct|enum|class|protocol|func|typealias|var|let)\s+)?(\w+)"
)


def files() -> list[pathlib.Path]:
    """What git knows or would take in."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, check=True, capture_output=True
    ).stdout.decode()
    return sorted(ROOT / name for name in set(listing.split("\0")) if name and (ROOT / name).is_file())


def dependencies() -> dict[str, set[str]]:
    """Each target of Package.swift with the names it lists."""
    text = (ROOT / "Package.swift").read_text()
    declaration = re.compile(
        r"^        \.(?:target|testTarget|executableTarget|systemLibrary)\((.*?)"
        r"(?=^        \.(?:target|testTarget|executableTarget|systemLibrary)\(|\Z)",
        re.S | re.M,
    )
    listed = {}
    for body in declaration.findall(text):
        names = re.search(r"dependencies: \[(.*?)\],?\s*(?:resources|swiftSettings)", body, re.S)
        products = set(re.findall(r'\.product\(name: "(\w+)"', names.group(1))) if names else set()
        targets = set(re.findall(r'(?<!name: )(?<!package: )"(\w+)"', names.group(1))) if names else set()
        listed[re.search(r'name: "(\w+)"', body).group(1)] = products | targets
    return listed


def import_findings(target: str, name: str, line: str, listed: dict[str, set[str]]) -> list[str]:
    match = IMPORT.match(line)
    if not match or match.group(1) not in listed or match.group(1) == target:
        return []
    imported = match.group(1)
    findings = []
    if imported not in listed.get(target, set()):
        findings.append(f"{target} imports {imported}, which Package.swift does not list")
    if name.startswith("Sources/") and target not in TEST_ONLY:
        if imported in TEST_ONLY:
            findings.append(f"{target} imports {imported}, which is for tests")
        elif ROW_OF[imported] >= ROW_OF[target] and (target, imported) not in EXCEPTIONS:
            findings.append(f"{target} imports {imported}, which does not stand below it")
    return findings


def main() -> int:
    listed = dependencies()
    findings = []
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix not in TEXT:
            continue
        try:
            lines = path.read_text().splitlines()
        except UnicodeDecodeError:
            continue
        swift = path.suffix == ".swift"
        target = name.split("/")[1] if "/" in name else ""
        reads_rows = swift and name.startswith("Sources/") and GRDB.search("\n".join(lines))
        if swift and len(lines) > 400:
            findings.append(f"{name}:400: more than 400 lines: look for the second type inside")
        for number, line in enumerate(lines, start=1):
            where = f"{name}:{number}:"
            if MACHINE.search(line):
                findings.append(f"{where} a path of somebody's machine")
            if REGISTRY.search(line):
                findings.append(f"{where} a registry's host")
            if reads_rows and TRAPPING_ROW.search(line):
                findings.append(f"{where} a row's subscript traps where the file is damaged: decode or value throws")
            if swift:
                findings += [f"{where} {what}" for pattern, what in FORBIDDEN if pattern.search(line)]
                # The measurements are a package of their own.
                if not name.startswith("Benchmarks/"):
                    findings += [f"{where} {what}" for what in import_findings(target, name, line, listed)]
    print("\n".join(findings), end="\n" if findings else "")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
