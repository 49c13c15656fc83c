# Liuhen's few commands. Each is one script under Scripts/, so that a person can read what it does.
# Debian 12 with Swift is all that has to be there; `run` and `test` install what else they need.

.PHONY: run test lint format conformance mutate bench build dist dist-check tools clean

# Installs, builds in release, makes a demo office in data/demo when there is none, and serves it.
run:
	@Scripts/run.sh

# Every test: the Swift suites, then the walk through the real server in a headless browser.
test:
	@Scripts/test.sh

# Formatting, the rules of the house, and the direction of imports.
lint:
	@Scripts/lint.sh

# Brings the sources into the one format.
format:
	swift format format --in-place --recursive --parallel Sources Tests Benchmarks/Measurements Package.swift

# Other people's known answers: make conformance VECTORS=DIR
conformance:
	@Scripts/conformance.sh "$(VECTORS)"

# Takes each pack rule out, or shifts its figure, and lists what no test noticed.
mutate:
	@Scripts/mutate.sh

# Measures the evaluation of cases beside a plain rule engine; Benchmarks/README.md says what and how.
bench:
	@Benchmarks/run.sh

# The release build alone.
build:
	@Scripts/install-tools.sh build
	swift build -c release --product liuhen

# What an office installs without a network: a Debian package, and an archive with all that it needs.
dist:
	@Scripts/dist.sh

# Installs it in a fresh Debian without a network, upgrades and removes it, and runs the example of a proxy.
dist-check:
	@Scripts/dist_check.sh

# What `run` and `test` install, without running anything.
tools:
	@Scripts/install-tools.sh test

# Removes what was built. The demo data, the tools and everything that was recorded stay.
clean:
	rm -rf .build .build-*
