"""The steps of Scripts/verify-preview: a browser, load, slow connections, event streams, memory.

    preview.py [STEP...]

Pictures of what the author sees stay in .build/screenshots/preview: a machine sees no ugliness, so look
at them.
"""

import contextlib
import os
import pathlib
import re
import resource
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
ATTUNE = ROOT / ".build/release/attune"
PICTURES = ROOT / ".build/screenshots/preview"


class Problem(Exception):
    """What a step found."""


def must(condition, words):
    if not condition:
        raise Problem(words)


class Preview:
    """The example practice in a folder of its own, with a preview of it."""

    def __init__(self, *arguments):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="attune-verify-"))
        for name in ("Content", "Themes", "site.yaml"):
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, self.root / name)
            else:
                shutil.copy(source, self.root / name)
        self.log = open(self.root / "log", "w+")
        command = [ATTUNE, "preview", "--no-open", "--site", self.root, *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        found = re.search(r"http://localhost:(\d+)/", line)
        must(found, f"the preview did not start: {line}")
        self.port = int(found.group(1))
        self.url = f"http://localhost:{self.port}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        must(self.process.poll() is None, f"the preview has ended by itself: {self.process.poll()}")
        self.process.send_signal(2)
        code = self.process.wait(20)
        self.log.close()
        shutil.rmtree(self.root)
        must(code == 130, f"after Ctrl-C its exit code is {code} and not 130")

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def replace(self, path, old, new):
        text = (self.root / path).read_text()
        must(old in text, f"{path} does not say {old}")
        (self.root / path).write_text(text.replace(old, new, 1))

    def status(self, name):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1])
        return 0

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def request(self, path, more=""):
        return f"GET {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\n{more}\r\n".encode()


# --- In a browser -------------------------------------------------------------------------------------

ARTICLE = "Content/articles/somatic-experiencing.md"
PAGE = "/articles/somatic-experiencing/"


def browser():
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        for part in (mending, styling, reading, tabs, drafts, starting):
            began = time.monotonic()
            times = unless_it_crashes(playwright, part)
            crashes = f", browsers that crashed before: {times}" if times else ""
            print(f"  {part.__doc__} ({time.monotonic() - began:.1f} s{crashes})", flush=True)


def unless_it_crashes(playwright, part, most=6):
    """Does a part in a browser of its own; says how many browsers crashed before one did not.

    Chromium 156 follows a null pointer in up to one of five tries when nine tabs load their pages again
    at once. That says nothing about the preview; whatever else goes wrong is a failure at once.
    """
    from playwright.sync_api import Error

    for times in range(most):
        crashes = []
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            part(Watched(chromium, crashes))
            return times
        except (Error, Problem):
            # What went wrong may be told before the crash that it comes from.
            with contextlib.suppress(Error):
                chromium.new_page().wait_for_timeout(500)
            if not crashes:
                raise
        finally:
            chromium.close()
    raise Problem(f"the browser crashed {most} times")


class Watched:
    """A browser that adds each page to `crashes` behind which the process has crashed."""

    def __init__(self, chromium, crashes):
        self.chromium, self.crashes = chromium, crashes

    def new_context(self, **options):
        context = self.chromium.new_context(**options)
        # Playwright takes functions of Python alone, and a list's `append` is none.
        context.on("page", lambda page: page.on("crash", lambda page: self.crashes.append(page)))
        return context


def crashing():
    """A crash of the browser is no failure, crashes without end are one, and so is a problem."""
    from playwright.sync_api import sync_playwright

    tries = []

    def twice(chromium):
        tries.append(chromium)
        page = chromium.new_context().new_page()
        page.goto("chrome://crash" if len(tries) < 3 else "about:blank")

    def always(chromium):
        chromium.new_context().new_page().goto("chrome://crash")

    def never(chromium):
        tries.append(chromium)
        raise Problem("something else")

    def refusal(of):
        try:
            unless_it_crashes(playwright, of, most=2)
        except Problem as problem:
            return str(problem)
        return None

    with sync_playwright() as playwright:
        must(unless_it_crashes(playwright, twice) == 2, "two crashes were not counted")
        said = refusal(always)
        must(said == "the browser crashed 2 times", f"crashes without end: {said}")
        tries.clear()
        said = refusal(never)
        must(said == "something else", f"a problem became: {said}")
        must(len(tries) == 1, f"a problem was tried {len(tries)} times")


def opened(chromium, preview, path, **options):
    context = chromium.new_context(viewport={"width": 1100, "height": 800}, **options)
    page = context.new_page()
    # The policy of a site without inline scripts holds for what the preview adds as well.
    page.add_init_script(
        "window.violations = [];"
        "addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective));")
    page.goto(preview.url + path)
    page.wait_for_function("document.querySelector('attune-preview')")
    return context, page


def mark(page):
    """Leaves something in the page that a reload takes away."""
    page.evaluate("window.marked = true")


def is_marked(page):
    return page.evaluate("window.marked === true")


def until(page, expression, problem, seconds=15):
    """Waits in a tab that nobody looks at, which may be loaded again at any moment."""
    from playwright.sync_api import Error

    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(Error):
            if page.evaluate(expression):
                return
        page.wait_for_timeout(50)
    raise Problem(problem)


def mending(chromium):
    """breaking an article shows what is wrong at its line, mending it takes that away"""
    with Preview() as preview:
        context, page = opened(chromium, preview, PAGE)
        lines = (preview.root / ARTICLE).read_text().splitlines()
        number = next(i for i, line in enumerate(lines, 1) if line.startswith("date:"))
        preview.replace(ARTICLE, "\ndate:", "\ndaet:")
        dialog = page.locator("attune-preview dialog[open]")
        dialog.wait_for(timeout=20000)
        words = dialog.inner_text()
        for expected in (ARTICLE, f"line {number}", "daet", "Did you mean"):
            must(expected in words, f"the overlay does not say {expected}: {words}")
        until(
            page, "document.querySelectorAll('h1').length === 1", "the page behind the overlay is gone")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=PICTURES / f"overlay-{scheme}.png")
        page.emulate_media(color_scheme="light")
        # By keyboard: closed, remembered, and opened again.
        page.keyboard.press("Escape")
        page.wait_for_function("!document.querySelector('attune-preview').shadowRoot.querySelector('dialog')")
        badge = page.locator("attune-preview button.errors")
        badge.wait_for()
        page.screenshot(path=PICTURES / "badge-errors.png")
        badge.focus()
        page.keyboard.press("Enter")
        dialog.wait_for()
        preview.replace(ARTICLE, "\ndaet:", "\ndate:")
        dialog.wait_for(state="detached", timeout=20000)
        must(badge.count() == 0, "the badge stays when nothing is wrong")
        # A warning is a badge and no more.
        preview.write("Content/articles/warned.md",
                      "---\ntitle: Warned\ndate: 2026-01-01\ntags: [ptsd]\n---\nText.\n")
        page.locator("attune-preview button.warnings").wait_for(timeout=20000)
        must(dialog.count() == 0, "a warning opens the overlay")
        page.screenshot(path=PICTURES / "badge-warnings.png")
        must(page.evaluate("violations.length") == 0, "the page's policy was violated")
        context.close()


def styling(chromium):
    """a stylesheet is exchanged without loading the page again"""
    with Preview() as preview:
        context, page = opened(chromium, preview, PAGE)
        mark(page)
        color = "getComputedStyle(document.querySelector('h1')).color"
        preview.write("Themes/hearth/assets/style.css",
                      (preview.root / "Themes/hearth/assets/style.css").read_text()
                      + "\nh1 { color: rgb(1, 2, 3) !important; }\n")
        page.wait_for_function(f"{color} === 'rgb(1, 2, 3)'", timeout=20000)
        must(is_marked(page), "the page was loaded again for a stylesheet")
        links = page.evaluate("document.querySelectorAll('link[rel=stylesheet]').length")
        must(links == 1, f"{links} stylesheets are left")
        # And once more, from the address that was put in.
        preview.replace("Themes/hearth/assets/style.css", "rgb(1, 2, 3)", "rgb(4, 5, 6)")
        page.wait_for_function(f"{color} === 'rgb(4, 5, 6)'", timeout=20000)
        must(is_marked(page), "the page was loaded again for a second stylesheet")
        context.close()


def reading(chromium):
    """the page is loaded again at the place where she was reading, and others are left alone"""
    with Preview() as preview:
        context, page = opened(chromium, preview, PAGE)
        other = context.new_page()
        other.goto(preview.url + "/about/")
        mark(other)
        page.bring_to_front()
        last = page.locator(".prose h2").last
        last.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 120)")
        before = last.evaluate("e => e.getBoundingClientRect().top")
        must(page.evaluate("scrollY") > 300, "the article is too short to scroll")
        mark(page)
        text = (preview.root / ARTICLE).read_text()
        head, body = text.split("\n---\n", 1)
        preview.write(ARTICLE, head + "\n---\nA new first paragraph.\n\n" * 1 + body)
        page.wait_for_function("window.marked !== true && document.body.innerText.includes('new first')",
                               timeout=20000)
        page.wait_for_function(
            "(top) => { const all = document.querySelectorAll('.prose h2');"
            " return Math.abs(all[all.length - 1].getBoundingClientRect().top - top) < 40; }",
            arg=before, timeout=20000)
        must(is_marked(other), "a page that did not change was loaded again")
        context.close()


def tabs(chromium):
    """nine tabs of one browser all load and are all kept current"""
    with Preview() as preview:
        context, first = opened(chromium, preview, PAGE)
        pages = [first]
        for _ in range(8):
            page = context.new_page()
            page.goto(preview.url + PAGE, timeout=10000)
            pages.append(page)
        for page in pages:
            mark(page)
        preview.replace(ARTICLE, 'title: "', 'title: "Renamed ')
        for number, page in enumerate(pages, 1):
            until(page, "document.title.startsWith('Renamed')", f"tab {number} shows the old page")
        # The tab that listens for all goes; another one takes its place.
        first.close()
        preview.replace(ARTICLE, "Renamed ", "Again ")
        for number, page in enumerate(pages[1:], 2):
            until(page, "document.title.startsWith('Again')",
                  f"tab {number} is not told since the first is closed")
        context.close()


def drafts(chromium):
    """drafts are marked and listed"""
    with Preview() as preview:
        preview.write("Content/articles/draft.md",
                      "---\ntitle: A draft\ndate: 2026-01-01\ndraft: true\n---\nNot yet.\n")
        preview.write("Content/articles/later.md",
                      "---\ntitle: Next year\ndate: 2090-01-01 09:00\n---\nNot yet.\n")
        context, page = opened(chromium, preview, "/articles/draft/")
        bar = page.locator("attune-preview .bar")
        bar.wait_for()
        must("Draft" in bar.inner_text(), "a draft is not marked")
        page.screenshot(path=PICTURES / "draft.png")
        page.set_viewport_size({"width": 390, "height": 700})
        page.screenshot(path=PICTURES / "draft-narrow.png")
        page.goto(preview.url + "/articles/later/")
        must("2090-01-01 09:00" in bar.inner_text(), "an article to come is not marked")
        page.set_viewport_size({"width": 1100, "height": 900})
        preview.replace(ARTICLE, "\n---\n", "\n---\nSee [the other](/nowhere/).\n\n")
        page.goto(preview.url + "/_attune/")
        page.get_by_text("Next year").wait_for()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=PICTURES / f"list-{scheme}.png", full_page=True)
        must("nowhere" in page.inner_text("main"), "the list does not show what is wrong")
        mark(page)
        (preview.root / "Content/articles/draft.md").unlink()
        page.get_by_text("There are no drafts.").wait_for(timeout=20000)
        context.close()


def starting(chromium):
    """a folder without settings says so, and becomes a site"""
    with Preview() as preview:
        settings = (preview.root / "site.yaml").read_text()
        (preview.root / "site.yaml").unlink()
        context, page = opened(chromium, preview, PAGE)
        page.locator("attune-preview dialog[open]").wait_for(timeout=20000)
        must("site.yaml" in page.locator("attune-preview dialog").inner_text(), "it is not said")
        preview.write("site.yaml", settings)
        page.locator("attune-preview dialog").wait_for(state="detached", timeout=20000)
        preview.process.send_signal(19)
        time.sleep(1)
        preview.process.send_signal(18)
        preview.replace(ARTICLE, 'title: "', 'title: "Awake ')
        page.wait_for_function("document.title.startsWith('Awake')", timeout=10000)
        context.close()
    with tempfile.TemporaryDirectory() as empty:
        process = subprocess.Popen(
            [ATTUNE, "preview", "--no-open", "--site", empty], stdout=subprocess.PIPE, text=True,
            stderr=subprocess.DEVNULL)
        url = re.search(r"http://\S+/", process.stdout.readline()).group(0)
        context = chromium.new_context(viewport={"width": 1100, "height": 800})
        page = context.new_page()
        page.goto(url)
        must("There is no site" in page.inner_text("main"), "an empty folder is not explained")
        page.screenshot(path=PICTURES / "empty.png")
        process.send_signal(2)
        process.wait(10)
        context.close()


# --- Under load ---------------------------------------------------------------------------------------


def load():
    seconds = int(os.environ.get("LOAD", "30"))
    with Preview() as preview:
        command = ["wrk", "-t2", "-c100", f"-d{seconds}s", "--latency", preview.url + PAGE]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1))
        print(f"  {rate:.0f} requests a second over 100 connections for {seconds} s")
        must("Socket errors" not in said and "Non-2xx" not in said, said)
        must(rate >= 10_000, f"{rate:.0f} requests a second are fewer than 10,000")


def slow():
    """500 idle connections and 500 that send a byte now and then, and everybody else."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    with Preview() as preview:
        held = []
        for number in range(1000):
            connection = socket.create_connection(("127.0.0.1", preview.port))
            if number % 2:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: ")
            held.append(connection)
        times = []
        with socket.create_connection(("127.0.0.1", preview.port)) as client:
            for _ in range(1000):
                began = time.monotonic()
                client.sendall(preview.request(PAGE))
                length, received = None, b""
                while length is None or len(received) < length:
                    received += client.recv(1 << 16)
                    if length is None and b"\r\n\r\n" in received:
                        head = received.index(b"\r\n\r\n") + 4
                        size = re.search(rb"Content-Length: (\d+)", received[:head])
                        length = head + int(size.group(1))
                times.append(time.monotonic() - began)
        times.sort()
        worst = times[989] * 1000
        print(f"  99 of 100 requests within {worst:.1f} ms beside {len(held)} connections")
        must(worst < 200, f"one of 100 requests takes {worst:.0f} ms")
        # Those who send slowly go on doing so, and are cut off all the same.
        deadline = time.monotonic() + 30
        waiting = selectors.DefaultSelector()
        for connection in held:
            waiting.register(connection, selectors.EVENT_READ)
        left = len(held)
        while left and time.monotonic() < deadline:
            for key, _ in waiting.select(timeout=1):
                with contextlib.suppress(OSError):
                    if key.fileobj.recv(4096):
                        continue
                waiting.unregister(key.fileobj)
                left -= 1
            for connection in list(waiting.get_map().values())[1::2]:
                with contextlib.suppress(OSError):
                    connection.fileobj.sendall(b"x")
        must(left == 0, f"{left} connections are still held after 30 s")
        for connection in held:
            connection.close()


def streams():
    with Preview() as preview:
        # A preview that has just begun still looks at the files, and has some open for it.
        time.sleep(2)
        before = preview.descriptors()
        for _ in range(1000):
            with socket.create_connection(("127.0.0.1", preview.port)) as client:
                client.sendall(preview.request("/_attune/events"))
                must(client.recv(4096), "a stream of events was refused")
        for _ in range(100):
            after = preview.descriptors()
            if after <= before + 2:
                break
            time.sleep(0.05)
        print(f"  {before} descriptors before 1,000 streams of events, {after} after them")
        must(after <= before + 2, f"{after - before} descriptors are left open")


def pressure():
    """More connections than the process may have files, and a full disk, end nothing."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096 if hard > 4096 else hard, hard))
    with Preview() as preview:
        limit = 64
        subprocess.run(["prlimit", "--pid", str(preview.process.pid), f"--nofile={limit}:{limit}"],
                       check=True)
        held = []
        for _ in range(200):
            connection = socket.socket()
            connection.settimeout(2)
            with contextlib.suppress(OSError):
                connection.connect(("127.0.0.1", preview.port))
            held.append(connection)
        time.sleep(1)
        preview.replace(ARTICLE, 'title: "', 'title: "Pressed ')
        time.sleep(1)
        for connection in held:
            connection.close()
        deadline = time.monotonic() + 20
        said = b""
        while b"Pressed" not in said and time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(
                    ("127.0.0.1", preview.port), timeout=5) as client:
                client.sendall(preview.request(PAGE, "Connection: close\r\n"))
                said = b""
                while more := client.recv(1 << 16):
                    said += more
            time.sleep(0.2)
        must(b"Pressed" in said, "after the pressure the page is not what was saved")
        print("  200 connections on 64 descriptors, and then the page that was saved meanwhile")


def saves():
    """Saves without end, and more changes than the system keeps note of: the last one is what is shown."""

    def shown(preview, words, seconds):
        deadline = time.monotonic() + seconds
        said = b""
        while words.encode() not in said and time.monotonic() < deadline:
            with socket.create_connection(("127.0.0.1", preview.port)) as client:
                client.sendall(preview.request(PAGE, "Connection: close\r\n"))
                said = b""
                while part := client.recv(1 << 16):
                    said += part
        must(words.encode() in said, f"the page does not say {words!r} after {seconds} s")

    with Preview() as preview:
        text = (preview.root / ARTICLE).read_text()
        # P11: a thousand saves in ten seconds.
        began = time.monotonic()
        for number in range(1000):
            preview.write(ARTICLE, text + f"\nSave {number}.\n")
            time.sleep(max(0, began + number / 100 - time.monotonic()))
        took = time.monotonic() - began
        shown(preview, "Save 999.", 2)
        print(f"  1,000 saves in {took:.1f} s, and the page says the last one")
        # P08: a preview that is not awake misses more events than the system keeps for it.
        most = int(pathlib.Path("/proc/sys/fs/inotify/max_queued_events").read_text())
        preview.process.send_signal(signal.SIGSTOP)
        for number in range(most // 2 + 1000):
            # Two names in turn, since the same event twice in a row counts once.
            (preview.root / f"Content/articles/new-{number % 2}.md").write_text(
                "---\ntitle: New\ndate: 2026-01-01\n---\nText.\n")
        preview.write(ARTICLE, text + "\nAfter all of them.\n")
        preview.process.send_signal(signal.SIGCONT)
        shown(preview, "After all of them.", 10)
        print(f"  more than {most} events while it slept, and the page says what was saved after them")


def soak():
    """P16: edits and requests; what they take of memory is given back."""
    seconds = int(os.environ.get("SOAK", "60"))
    with Preview() as preview:
        begin = time.monotonic()
        settled = None
        count = 0
        text = (preview.root / ARTICLE).read_text()
        while time.monotonic() - begin < seconds:
            count += 1
            preview.write(ARTICLE, text + f"\nParagraph {count}.\n" * (count % 50))
            if count % 10 == 0:
                preview.write(f"Content/articles/new-{count % 100}.md",
                              f"---\ntitle: New {count}\ndate: 2026-01-01\n---\nText.\n")
            with socket.create_connection(("127.0.0.1", preview.port)) as client:
                for path in (PAGE, "/", "/articles/", "/nowhere/", "/_attune/", "/feed.xml"):
                    client.sendall(preview.request(path))
                    client.recv(1 << 16)
            # After a third of the time whatever is kept for good is there.
            if settled is None and time.monotonic() - begin > min(60, seconds / 3):
                settled = preview.status("VmRSS")
        after = preview.status("VmRSS")
        growth = (after - settled) / settled * 100
        print(f"  {count} edits in {seconds} s: {settled} kB of memory, then {after} kB ({growth:+.1f} %)")
        must(growth < 5, f"memory has grown by {growth:.1f} %")


STEPS = {"crashing": crashing, "browser": browser, "load": load, "slow": slow, "streams": streams,
         "pressure": pressure, "saves": saves, "soak": soak}


def main(names):
    failed = False
    for name in names or STEPS:
        began = time.monotonic()
        print(f"{name}:", flush=True)
        try:
            STEPS[name]()
        except Problem as problem:
            failed = True
            print(f"  FAILED: {problem}")
        print(f"  took {time.monotonic() - began:.0f} s", flush=True)
    sys.exit(1 if failed else 0)


main(sys.argv[1:])
