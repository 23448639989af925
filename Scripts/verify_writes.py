"""Ends a build, or lets its disk fail, at every system call that touches the output folder.

Called by Scripts/verify-writes; these are the hostile cases Q01, Q05, Q07 and Q17. After each fault the output folder is compared, byte for byte, with what
a build of the first and of the second version writes into an empty folder:

* every file is the old or the new one and whole, and none that both versions have is missing;
* every file that a page names is there;
* without a journal nothing changed, or everything is done;
* a failed call that matters ends the build with 2 and words that name the cause;
* after a journal the next build puts the rest in place even when its own site has an error, and after
  anything the next build of the second version ends equal to a clean one.
"""

import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading

WORDS = {"ENOSPC": "no space left on device", "EIO": "input/output error"}
MOMENT = ["--at", "2026-11-22T12:00:00Z"]
STAGE = ".attune-stage"
MANIFEST = ".attune-manifest"
# Calls that change nothing on the disk by themselves: a process that is ended there leaves what it leaves
# at the next call that does, and only a broken disk lets them fail.
LOOKING = ("faccessat2", "getdents64", "newfstatat", "read", "statx")

THEME = {
    "theme.yaml": "name: Plain\ninterface: 1\n",
    "strings/en.yaml": """\
months: [January, February, March, April, May, June, July, August, September, October, November, December]
date-long: "{month} {day}, {year}"
articles: Articles
language-name: English
not-found: Not here
callout-note: Note
callout-tip: Tip
callout-important: Important
callout-warning: Warning
callout-caution: Caution
footnotes: Notes
back-to-text: Back
table-region: Table
""",
    "home.mustache": "{{<layout}}{{$main}}{{#articles}}<a href=\"{{url}}\">{{title}}</a>{{/articles}}{{/main}}{{/layout}}",
    "articles.mustache": "{{<layout}}{{$main}}{{#articles}}<a href=\"{{url}}\">{{title}}</a>{{/articles}}{{/main}}{{/layout}}",
    "topic.mustache": "{{<layout}}{{$main}}{{#articles}}<a href=\"{{url}}\">{{title}}</a>{{/articles}}{{/main}}{{/layout}}",
    "article.mustache": "{{<layout}}{{$main}}{{{content}}}{{/main}}{{/layout}}",
    "page.mustache": "{{<layout}}{{$main}}{{{content}}}{{/main}}{{/layout}}",
    "not-found.mustache": "{{<layout}}{{$main}}{{title}}{{/main}}{{/layout}}",
    "layout.mustache": "<!doctype html><html lang=\"en\"><head><title>{{title}}</title>"
    "<link rel=\"stylesheet\" href=\"{{assets.site.css}}\"></head><body>{{$main}}{{/main}}</body></html>\n",
}


def site_files(version):
    """A site of 30 pages; its second version changes, adds and removes some of everything."""
    files = {"site.yaml": "name: Practice\nurl: https://example.org/\ntime-zone: UTC\nlanguage: en\ntheme: plain\n"}
    files |= {"Themes/plain/" + name: text for name, text in THEME.items()}
    # Another stylesheet has another name, so every page changes with it.
    files["Themes/plain/assets/site.css"] = "body { color: %s }\n" % ["#222", "#111"][version - 1]
    for number in range(1, 24) if version == 1 else range(3, 26):
        name = "Content/articles/a%02d" % number
        link = "[A leaflet](leaflet%02d.txt)\n" % number if number % 4 == 0 else ""
        if link:
            files["Content/articles/leaflet%02d.txt" % number] = "leaflet %d\n" % (number + (version if number > 8 else 0))
        files[name + ".md"] = "---\ntitle: Article %d\ndate: 2026-01-%02d\ntags: [t%d]\n---\n%s\n%s" % (
            number, number, number % 3, ("Text %d of version %d. " % (number, version if number % 2 else 1)) * 40, link)
    files["Content/pages/about.md"] = "---\ntitle: About\n---\nVersion %d.\n" % version
    files["Content/static/same.txt"] = "the same\n"
    files["Content/static/film.bin"] = "film %d\n" % version * 60000
    # A file becomes a folder, and a folder a file.
    files["Content/static/swap" if version == 1 else "Content/static/swap/inner.txt"] = "swap\n"
    files["Content/static/flip/inner.txt" if version == 1 else "Content/static/flip"] = "flip\n"
    return files


def write_site(root, files):
    for path, text in files.items():
        target = os.path.join(root, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w") as file:
            file.write(text)


def tree(root):
    """Every file of an output folder by path, attune's own notes left out."""
    result = {}
    for folder, names, files in os.walk(root):
        if folder == root:
            names[:] = [name for name in names if name != STAGE]
        for name in files:
            path = os.path.join(folder, name)
            relative = os.path.relpath(path, root)
            if relative != MANIFEST:
                with open(path, "rb") as file:
                    result[relative] = file.read()
    return result


def copy_output(source, target):
    """A copy whose manifest is later than its files, as a build leaves it, so that times prove them."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(MANIFEST))
    threading.Event().wait(0.012)
    shutil.copy2(os.path.join(source, MANIFEST), target)


class Campaign:
    def __init__(self, program, root):
        self.program = program
        self.root = root
        self.sites = {}
        for name, version in (("one", 1), ("two", 2), ("broken", 2)):
            self.sites[name] = os.path.join(root, name)
            files = site_files(version)
            if name == "broken":
                files["Content/articles/z.md"] = "---\ntitle: No date\n---\n"
            write_site(self.sites[name], files)
        self.first = os.path.join(root, "first")
        self.expect(self.build("one", self.first), 0)
        clean = os.path.join(root, "clean")
        self.expect(self.build("two", clean), 0)
        self.old, self.new = tree(self.first), tree(clean)
        with open(os.path.join(clean, MANIFEST), "rb") as file:
            self.manifest = file.read()
        self.processors = sorted(os.sched_getaffinity(0))

    def command(self, site, output):
        # Fewer than half of the files go; a small site would not ask, a larger one might.
        return [self.program, "build", "--site", self.sites[site], "--output", output] + MOMENT

    def build(self, site, output, before=()):
        return subprocess.run([*before, *self.command(site, output)], capture_output=True, text=True)

    @staticmethod
    def expect(result, code):
        if result.returncode != code:
            sys.exit("a build ended with %d: %s%s" % (result.returncode, result.stdout, result.stderr))

    def on(self, worker):
        """One processor, so that every run makes the same calls in the same order."""
        return ["taskset", "-c", str(self.processors[worker % len(self.processors)])]

    def points(self):
        """Every call of the main thread that touches the output: name, ordinal, and whether it changes it."""
        output = os.path.join(self.root, "worker0")
        log = os.path.join(self.root, "log")
        copy_output(self.first, output)
        result = self.build("two", output, [*self.on(0), "strace", "-f", "-y", "-o", log])
        self.expect(result, 0)
        counts, points, main, steps = {}, [], None, []
        with open(log, errors="replace") as lines:
            for line in lines:
                match = re.match(r"(\d+) +(\w+)\((.*)", line)
                if not match:
                    continue
                pid, name, arguments = match.groups()
                main = main or pid
                if pid != main:
                    continue
                counts[name] = counts.get(name, 0) + 1
                if output not in arguments or name in ("execve", "readlink", "fcntl"):
                    continue
                # A file that was written may be refused when it is closed; other files cannot.
                if name == "close" and STAGE not in arguments:
                    continue
                changes = name not in LOOKING and name != "close" and (name != "openat" or "O_CREAT" in arguments)
                points.append((name, counts[name], changes))
                if changes:
                    steps.append((name, arguments))
        self.check_order(steps)
        return points

    @staticmethod
    def check_order(steps):
        """Q17: a power cut may undo the last calls and never bring a later one without an earlier one's
        bytes, if all is written, then synchronized, then decided by the journal, then renamed."""
        names = [name for name, _ in steps]
        sync = names.index("syncfs")
        journal = next(i for i, (_, arguments) in enumerate(steps) if '"journal.new"' in arguments and "renameat" in names[i])
        wrong = [step for step in steps[:sync] if step[0].startswith(("rename", "unlink"))]
        wrong += [step for step in steps[sync:] if step[0] in ("write", "openat")]
        if journal != sync + 1 or wrong or names.count("syncfs") != 1:
            sys.exit("the order of writing, synchronizing and renaming is wrong: %s" % wrong)

    def check(self, worker, point, fault):
        """Runs one build with one fault, and says what is wrong afterwards."""
        name, ordinal, _ = point
        output = os.path.join(self.root, "worker%d" % worker)
        copy_output(self.first, output)
        injection = "inject=%s:%s:when=%d" % (name, fault, ordinal)
        log = output + ".log"
        # Where the kernel filters the calls strace is much faster, and sends no signals.
        filtered = [] if fault == "signal=KILL" else ["--seccomp-bpf"]
        result = self.build(
            "two", output,
            [*self.on(worker), "strace", "-f", *filtered, "-qq", "-o", log, "-e", "trace=" + name, "-e", injection])
        found = tree(output)
        has_journal = os.path.exists(os.path.join(output, STAGE, "journal"))
        problems = self.wrong_files(found)
        if not has_journal and found not in (self.old, self.new):
            problems.append("without a journal the folder is neither old nor new")
        if fault == "signal=KILL":
            if result.returncode not in (-9, 137):
                problems.append("the signal never came: the build ended with %d" % result.returncode)
        else:
            problems += self.wrong_words(result, fault, found, log)
        if has_journal:
            broken = self.build("broken", output)
            if broken.returncode != 1 or tree(output) != self.new:
                problems.append("a build with an error did not finish what was begun: " + broken.stderr)
        after = self.build("two", output)
        if after.returncode != 0 or tree(output) != self.new:
            problems.append("the next build (%d) is not a clean one: %s" % (after.returncode, after.stderr))
        with open(os.path.join(output, MANIFEST), "rb") as file:
            if file.read() != self.manifest:
                problems.append("the manifest is not that of a clean build")
        if os.path.exists(os.path.join(output, STAGE)):
            problems.append("the next build left the stage")
        return ["%s %d, %s: %s" % (name, ordinal, fault, problem) for problem in problems]

    def wrong_files(self, found):
        problems = []
        for path, content in found.items():
            if content not in (self.old.get(path), self.new.get(path)):
                problems.append("%s is neither old nor new (%d bytes)" % (path, len(content)))
        for path in self.old.keys() & self.new.keys() - found.keys():
            problems.append("%s is gone" % path)
        for path, content in found.items():
            if not path.endswith(".html"):
                continue
            for target in re.findall(rb'(?:href|src)="/([^"#]*)"', content):
                target = target.decode()
                if target.endswith((".css", ".txt")) and target not in found:
                    problems.append("%s names %s, which is not there" % (path, target))
        return problems

    def wrong_words(self, result, fault, found, log):
        with open(log, errors="replace") as file:
            if "INJECTED" not in file.read():
                return ["the fault never came"]
        if result.returncode == 0:
            return [] if found == self.new else ["the build says that all is well"]
        if result.returncode != 2:
            return ["the build ended with %d: %s" % (result.returncode, result.stderr)]
        if fault.startswith("error=") and WORDS[fault[6:]] not in result.stderr:
            return ["the cause is not named: " + result.stderr]
        return []


def main():
    with tempfile.TemporaryDirectory(prefix="attune-writes-") as root:
        campaign = Campaign(sys.argv[1], os.path.realpath(root))
        points = campaign.points()
        trials = []
        for point in points:
            changes = point[2]
            trials += [(point, fault) for fault in (("signal=KILL", "error=ENOSPC") if changes else ()) + ("error=EIO",)]
            # A disk that takes one byte and says so: nothing may believe that it took all.
            trials += [(point, "retval=1")] if point[0] == "write" else []
        counts = {}
        for name, _, _ in points:
            counts[name] = counts.get(name, 0) + 1
        print("%d calls touch the output: %s" % (
            len(points), ", ".join("%d %s" % (count, name) for name, count in sorted(counts.items()))))
        workers = len(campaign.processors)
        free = list(range(workers))
        lock = threading.Lock()

        def run(trial):
            with lock:
                worker = free.pop()
            try:
                return campaign.check(worker, *trial)
            finally:
                with lock:
                    free.append(worker)

        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            bad = [problem for problems in pool.map(run, trials) for problem in problems]
        for problem in bad[:40]:
            print(problem)
        print("%d faults at %d calls, %d bad states" % (len(trials), len(points), len(bad)))
        return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
