#!/usr/bin/python3
"""Runs the signal oracles anew with this machine's MNE, scipy, scikit-learn and nibabel, and prints the largest differences.

First what the oracles write today against the committed fixtures, then Engram.Signals against today's numbers: its oracle tests
run on them and say how far apart the values are. Nothing in the repository is changed.

Run:  ./engram test Signals && /usr/bin/python3 tests/oracles/agreement.py
"""
import json, os, pathlib, shutil, subprocess, sys, tempfile

repository = pathlib.Path(__file__).resolve().parents[2]
program = repository / "artifacts/bin/Engram.Signals.Tests/release"
committed = repository / "tests/Engram.Signals.Tests/Fixtures"
if not (program / "Engram.Signals.Tests.dll").exists():
    sys.exit("agreement: the tests are not built; run ./engram test Signals first")


def numbers(value, path=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from numbers(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from numbers(inner, path)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield path, float(value)


def compare(name, old, new):
    rows = {}
    a, b = list(numbers(old)), list(numbers(new))
    if [p for p, _ in a] != [p for p, _ in b]:
        print(f"{name:<44} other values than the committed ones: {len(a)} and {len(b)}")
        return False
    for (path, x), (_, y) in zip(a, b):
        key = path.split("/")[1]
        count, apart, size = rows.get(key, (0, 0.0, 0.0))
        rows[key] = (count + 1, max(apart, abs(x - y)), max(size, abs(x)))
    for key, (count, apart, size) in rows.items():
        print(f"{name + ' ' + key:<44} {count:>8} {apart:>12.1e} {apart / size if size else 0:>12.1e}")
    return True


with tempfile.TemporaryDirectory() as folder:
    # the oracles write beside themselves; in a copy they leave the repository alone
    copy = pathlib.Path(folder) / "repository"
    fixtures = copy / "tests/Engram.Signals.Tests/Fixtures"
    shutil.copytree(repository / "tests/oracles", copy / "tests/oracles")
    shutil.copytree(committed, fixtures)
    shared = repository.parent / "shared"
    if shared.exists():
        (copy.parent / "shared").symlink_to(shared)
    versions = {}
    print("The oracles today against the committed fixtures:")
    print(f"{'values':<44} {'count':>8} {'largest':>12} {'of largest':>12}")
    fine = True
    for script, output in (("signals.py", "signals.json"), ("processing.py", "processing.json"), ("signal_formats.py", "formats.json")):
        run = subprocess.run(["/usr/bin/python3", str(copy / "tests/oracles" / script)], capture_output=True, text=True)
        if run.returncode:
            print(f"{script} did not run: {run.stderr.strip().splitlines()[-1]}")
            fine = False
            continue
        old, new = (json.loads((where / output).read_text()) for where in (committed, fixtures))
        versions.update(new.pop("versions", {})), old.pop("versions", None)
        fine &= compare(output.split(".")[0], old, new)

    tests = pathlib.Path(folder) / "tests"
    shutil.copytree(program, tests)
    shutil.copytree(fixtures, tests / "Fixtures", dirs_exist_ok=True)
    log = pathlib.Path(folder) / "agreement.tsv"
    run = subprocess.run(["dotnet", str(tests / "Engram.Signals.Tests.dll"), "-noLogo", "-noColor", "-parallel", "none", "-class-", "*Fuzz*"], capture_output=True, text=True,
                         cwd=repository, env={**os.environ, "ENGRAM_AGREEMENT": str(log), "ENGRAM_ROOT": str(repository)})
    print(f"\nEngram.Signals against {', '.join(f'{k} {v}' for k, v in versions.items())}: differences as a share of the range, or of each value:")
    print(f"{'test':<74} {'count':>8} {'largest':>10} {'allowed':>10}")
    rows = {}
    for line in log.read_text().splitlines() if log.exists() else []:
        test, count, apart, allowed = line.split("\t")
        before = rows.get(test, (0, 0.0, 0.0))
        rows[test] = (before[0] + int(count), max(before[1], float(apart)), max(before[2], float(allowed)))
    for test, (count, apart, allowed) in sorted(rows.items()):
        print(f"{test.replace('Engram.Signals.Tests.', '')[:74]:<74} {count:>8} {apart:>10.1e} {allowed:>10.0e}")
    summary = [line.strip() for line in run.stdout.splitlines() if "Total:" in line or "[FAIL]" in line]
    print("\n".join(summary) or run.stdout[-500:] + run.stderr[-500:])
    sys.exit(0 if fine and run.returncode == 0 else 1)
