"""Judges the cases that `benchmark peer` wrote by a plain rule engine, and prints the ratio.

The engine is rule-engine: the expressions of patterns are its rules. It knows one thing at a time, so that the host
joins facts: as favourable as in ours, facts are found by kind and each rule only by a kind that sets it off.
"""

import json
import sys
import time
from importlib.metadata import version

import rule_engine

ROUNDS = 2


class Symbols(dict):
    """The symbols of a fact; what it does not state is nothing."""

    def __missing__(self, name):
        return {"t_": (), "s_": False, "w_": ""}.get(name[:2])


CONTEXT = rule_engine.Context(resolver=lambda thing, name: thing[name])


class Fact:
    def __init__(self, told):
        self.entry, self.kind, self.at = told["entry"], told["kind"], told["at"]
        self.person, self.roles = told.get("person"), told["roles"]
        self.texts = told["texts"]
        self.symbols = Symbols()
        for prefix, part in (("t_", "texts"), ("n_", "numbers"), ("w_", "wholes")):
            for name, value in told[part].items():
                self.symbols[prefix + name] = tuple(value) if prefix == "t_" else value
        for name in told["stated"]:
            self.symbols["s_" + name] = True


class Pattern:
    def __init__(self, told):
        self.kinds = told["kinds"]
        text = told.get("expression")
        self.rule = rule_engine.Rule(text, context=CONTEXT) if text else None

    def facts(self, case, limit):
        """The facts that fit; with a limit, of those that had happened by it and without it."""
        for kind in self.kinds:
            for fact in case.get(kind, ()):
                if limit and (fact.at > limit.at or (fact.entry == limit.entry and fact.kind == limit.kind)):
                    continue
                if self.rule is None or self.rule.matches(fact.symbols):
                    yield fact


class Need:
    def __init__(self, told):
        self.form = told["form"]
        self.pattern = Pattern(told["pattern"]) if "pattern" in told else None
        self.same, self.count, self.roles = told.get("same", ()), told.get("count", 1), told.get("roles", ())
        self.having = Need(told["having"]) if "having" in told else None
        self.rule = rule_engine.Rule(told["expression"], context=CONTEXT) if "expression" in told else None
        self.parts = [Need(part) for part in told.get("parts", ())]

    def tied(self, fact, about):
        return all(
            any(set(fact.texts.get(required, ())) & set(about.texts.get(name, ())) for name in names)
            for required, *names in self.same
        )

    def holds(self, case, about, limit=None):
        if self.form == "expression":
            return self.rule.matches(about.symbols)
        if self.form == "role":
            return any(role in self.roles for role in about.roles)
        if self.form == "all":
            return all(part.holds(case, about, limit) for part in self.parts)
        if self.form == "any":
            return any(part.holds(case, about, limit) for part in self.parts)
        if self.form == "not":
            return not self.parts[0].holds(case, about, limit)
        tied = (fact for fact in self.pattern.facts(case, limit) if self.tied(fact, about))
        if self.form == "each":
            return all(self.parts[0].holds(case, fact, limit) for fact in tied)
        found, persons = 0, set()
        for fact in tied:
            if self.having and not self.having.holds(case, fact, limit):
                continue
            if self.count > 1 and fact.person is not None:
                if fact.person in persons:
                    continue
                persons.add(fact.person)
            found += 1
            if found >= self.count:
                return True
        return False


class Rule:
    def __init__(self, told):
        self.id, self.procedures, self.is_passage = told["rule"], set(told["procedures"]), told["isPassage"]
        self.trigger, self.need = Pattern(told["trigger"]), Need(told["need"])

    def verdicts(self, case):
        for fact in self.trigger.facts(case, None):
            met = self.is_passage and self.need.holds(case, fact, fact) or self.need.holds(case, fact)
            yield f"{self.id} {fact.entry} {'yes' if met else 'no'}"


def main():
    paper = json.load(sys.stdin)
    rules = [Rule(told) for told in paper["rules"]]
    by_kind = {}
    for number, rule in enumerate(rules):
        for kind in rule.trigger.kinds:
            by_kind.setdefault(kind, []).append(number)
    cases = []
    for told in paper["cases"]:
        case = {}
        for fact in told["facts"]:
            case.setdefault(fact["kind"], []).append(Fact(fact))
        cases.append((case, set(told["procedures"]), told["verdicts"]))
    agreed = total = 0
    start = time.process_time()
    for _ in range(ROUNDS):
        for case, procedures, expected in cases:
            touched = {number for kind in case for number in by_kind.get(kind, ())}
            found = [
                verdict
                for number in touched
                if not rules[number].procedures or rules[number].procedures & procedures
                for verdict in rules[number].verdicts(case)
            ]
            total += len(expected)
            agreed += len(expected) - len(set(expected) ^ set(found))
    took = (time.process_time() - start) / ROUNDS / len(cases) * 1e6
    ours = paper["microseconds"]
    said = len({rule.id for rule in rules})
    print(
        f"peer {'+'.join(paper['packs'])}: {said} of {paper['rulesInAll']} rules, case of"
        f" {len(paper['cases'][0]['facts'])} facts, {agreed} of {total} verdicts agree:"
        f" rule-engine {version('rule-engine')} {took:.0f} µs, ours with due times {ours:.0f} µs:"
        f" {took / ours:.0f} times as fast"
    )


if __name__ == "__main__":
    main()
