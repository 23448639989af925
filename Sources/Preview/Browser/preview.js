// Keeps a page of the preview as it is on disk, and shows over it what is wrong. The server adds this
// file to a page as it answers; no page has it when it is published.
(() => {
  "use strict";

  const script = document.currentScript;
  if (!script || window.top !== window) return;
  // The version of the page that this tab shows, and the output that the page is.
  let { tag, shape } = script.dataset;
  const { output, held } = script.dataset;
  // A page that was not there may come to be, and a page of the preview itself says what all others do.
  const dependsOnAll = /(^|\/)404\.html$/.test(output) || output.startsWith("_attune/");
  const showsProblems = !output.startsWith("_attune/");

  // ----- Being current ---------------------------------------------------------------------------

  let checking = false;
  let mustCheck = false;
  let failures = 0;

  // Asks whether the page is another one than this tab shows; the answer is never older than the save.
  async function check() {
    mustCheck = true;
    if (checking) return;
    checking = true;
    try {
      while (mustCheck) {
        mustCheck = false;
        const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
        if (answer.headers.get("etag") === `"${tag}"`) continue;
        if (answer.headers.get("attune-shape") === shape && (await exchangeStylesheets())) continue;
        reload();
        return;
      }
      failures = 0;
    } catch {
      // Where the preview has ended the stream says so; else the question is asked once more.
      failures += 1;
      if (failures < 5) setTimeout(check, 500 * failures);
    } finally {
      checking = false;
    }
  }

  const isStylesheet = (link) => link.relList.contains("stylesheet");

  // Puts the new stylesheets in the place of the old ones. Says whether that made the page current.
  async function exchangeStylesheets() {
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const other = page.querySelector('script[src="/_attune/preview.js"]');
    if (!other || other.dataset.shape !== shape) return false;
    const now = [...document.querySelectorAll("link")].filter(isStylesheet);
    const next = [...page.querySelectorAll("link")].filter(isStylesheet);
    if (now.length !== next.length) return false;
    const loads = now.map((old, index) => {
      const href = next[index].getAttribute("href");
      if (old.getAttribute("href") === href) return true;
      const link = old.cloneNode();
      link.href = href;
      // The old one stays until the new one is there, so the page is never bare.
      return new Promise((done) => {
        link.onload = () => { old.remove(); done(true); };
        link.onerror = () => { link.remove(); done(false); };
        old.after(link);
      });
    });
    if ((await Promise.all(loads)).includes(false)) return false;
    tag = other.dataset.tag;
    return true;
  }

  // ----- The place in the text -------------------------------------------------------------------

  const placeKey = "attune-place";
  const blocks = "h1,h2,h3,h4,h5,h6,p,li,dt,dd,td,th,pre,figure,img,blockquote";
  const nameOf = (block) => `${block.tagName} ${(block.textContent || block.src || "").slice(0, 80)}`;

  // A menu that stays while the page is scrolled says nothing about where she reads.
  function staysInPlace(block) {
    for (let each = block; each; each = each.parentElement) {
      if (/fixed|sticky/.test(getComputedStyle(each).position)) return true;
    }
    return false;
  }

  let isLeaving = false;

  function reload() {
    isLeaving = true;
    const block = [...document.querySelectorAll(blocks)].find((each) => {
      const box = each.getBoundingClientRect();
      return box.height > 0 && box.bottom > 0 && !staysInPlace(each);
    });
    const place = { path: location.pathname, x: scrollX, y: scrollY };
    if (block && scrollY > 0) {
      place.block = nameOf(block);
      place.top = block.getBoundingClientRect().top;
    }
    try {
      sessionStorage.setItem(placeKey, JSON.stringify(place));
      history.scrollRestoration = "manual";
    } catch { /* Without a memory the browser does what it can. */ }
    location.reload();
  }

  // Scrolls to where the reader was: the same paragraph at the same height, when it is still there.
  function returnToPlace() {
    let place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(placeKey));
      sessionStorage.removeItem(placeKey);
    } catch { /* As above. */ }
    if (!place || place.path !== location.pathname) return;
    let isReading = false;
    const go = () => {
      if (isReading) return;
      scrollTo({ left: place.x, top: place.y, behavior: "instant" });
      if (!place.block) return;
      const near = [...document.querySelectorAll(blocks)]
        .filter((each) => nameOf(each) === place.block)
        .map((each) => each.getBoundingClientRect().top - place.top)
        .sort((a, b) => Math.abs(a) - Math.abs(b))[0];
      if (near !== undefined) scrollBy({ top: near, behavior: "instant" });
    };
    for (const kind of ["wheel", "touchmove", "keydown"]) {
      addEventListener(kind, () => { isReading = true; }, { once: true, passive: true });
    }
    whenParsed(go);
    // Pictures without a size move what is below them. The browser restores what it remembers for a
    // while after that, so it is allowed to again only when it has forgotten.
    addEventListener("load", go, { once: true });
    addEventListener("pagehide", () => {
      if (!isLeaving) history.scrollRestoration = "auto";
    }, { once: true });
  }

  function whenParsed(action) {
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", action, { once: true });
    } else {
      action();
    }
  }

  // ----- Being told ------------------------------------------------------------------------------

  let lastState = null;

  function receive(state) {
    lastState = state;
    show(state);
    if (dependsOnAll || !state.stale || state.stale.includes(output)) check();
  }

  // A browser opens six connections to a server at most, so its tabs share one stream: the tab that has
  // the lock listens and tells the others. Where there are no locks, a tab listens while it is seen.
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("attune-preview") : null;
  if (channel) {
    channel.onmessage = ({ data }) => ("lost" in data ? setLost(data.lost) : receive(data));
  }

  let source = null;
  let timer = 0;

  function listen() {
    source = new EventSource("/_attune/events");
    let isFirst = true;
    source.onopen = () => {
      clearTimeout(timer);
      timer = 0;
      tellLost(false);
    };
    source.onmessage = ({ data }) => {
      const state = JSON.parse(data);
      // What happened while nobody listened is not known.
      if (isFirst) state.stale = null;
      isFirst = false;
      channel?.postMessage(state);
      receive(state);
    };
    source.onerror = () => {
      isFirst = true;
      timer ||= setTimeout(() => tellLost(true), 3000);
      // The browser gives up on a server that refuses; a preview may be started again.
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
    };
  }

  function tellLost(lost) {
    channel?.postMessage({ lost });
    setLost(lost);
  }

  function stopListening() {
    source?.close();
    source = null;
  }

  let release = null;

  function begin() {
    if (navigator.locks && channel) {
      const waiting = new AbortController();
      navigator.locks
        .request("attune-preview", { signal: waiting.signal }, () => {
          listen();
          return new Promise((done) => { release = done; });
        })
        .catch(() => {});
      addEventListener("pagehide", () => {
        waiting.abort();
        stopListening();
        release?.();
      }, { once: true });
    } else {
      const follow = () => (document.hidden ? stopListening() : source || listen());
      document.addEventListener("visibilitychange", follow);
      addEventListener("pagehide", stopListening, { once: true });
      follow();
    }
    // A tab that another one tells asks once itself how things are.
    fetch("/_attune/state.json", { cache: "no-store" })
      .then((answer) => answer.json())
      .then((state) => { if (!lastState) { lastState = state; show(state); } })
      .catch(() => {});
  }

  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    begin();
    check();
  });

  // ----- Showing what is wrong -------------------------------------------------------------------

  const style = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    .root {
      --ground: #fffdf9; --text: #26221c; --faint: #6b6357; --line: #d9d0c3; --code: #f3ede3;
      --error: #a3271b; --warning: #7a5200; --note: #2f5d73; --mark: #ffd9d2; --focus: #1f5fbf;
      color-scheme: light; color: var(--text);
      font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
    }
    @media (prefers-color-scheme: dark) {
      .root {
        --ground: #211e1a; --text: #efe9df; --faint: #b3a999; --line: #4a443b; --code: #2e2a24;
        --error: #ff9c8f; --warning: #f0c26a; --note: #9cc9de; --mark: #6b2a22; --focus: #9cc1ff;
        color-scheme: dark;
      }
    }
    button { font: inherit; color: inherit; cursor: pointer; }
    :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
    code, pre { font: 0.9em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
    code { background: var(--code); border-radius: 3px; padding: 0.05em 0.3em; overflow-wrap: anywhere; }
    dialog {
      width: min(46rem, calc(100vw - 2rem)); max-height: min(80vh, 60rem); padding: 0;
      margin: 10vh auto auto; overflow: auto; overscroll-behavior: contain;
      border: 1px solid var(--line); border-top: 6px solid var(--error); border-radius: 10px;
      background: var(--ground); color: var(--text); box-shadow: 0 18px 60px rgb(0 0 0 / 0.35);
    }
    dialog.calm { border-top-color: var(--warning); }
    dialog::backdrop { background: rgb(30 25 18 / 0.35); }
    header { display: flex; gap: 1rem; align-items: start; padding: 1.1rem 1.4rem 0; }
    h2 { flex: 1; margin: 0; font-size: 1.25rem; line-height: 1.3; }
    h2:focus-visible { outline: none; }
    .intro { margin: 0.3rem 1.4rem 0; color: var(--faint); font-size: 0.95rem; }
    .close {
      flex: none; border: 1px solid var(--line); border-radius: 6px; background: none;
      padding: 0.15rem 0.7rem; font-size: 0.9rem;
    }
    ol { list-style: none; margin: 1rem 0 0; padding: 0; }
    li { border-top: 1px solid var(--line); padding: 1rem 1.4rem 1.1rem; }
    p { margin: 0; }
    .place { color: var(--faint); font-size: 0.9rem; }
    .severity { font-weight: 700; text-transform: capitalize; margin-right: 0.4rem; }
    .error .severity { color: var(--error); }
    .warning .severity { color: var(--warning); }
    .note .severity { color: var(--note); }
    .message { margin-top: 0.3rem; font-weight: 600; overflow-wrap: anywhere; }
    pre {
      margin: 0.6rem 0 0; padding: 0.5rem 0.7rem; overflow-x: auto; background: var(--code);
      border-radius: 6px; white-space: pre;
    }
    .number { color: var(--faint); user-select: none; margin-right: 0.9em; }
    mark { background: var(--mark); color: inherit; border-radius: 2px; padding: 0.1em 0; }
    .help { margin-top: 0.6rem; padding-left: 0.8rem; border-left: 3px solid var(--note); }
    .foot { border-top: 1px solid var(--line); padding: 0.8rem 1.4rem 1rem; font-size: 0.95rem; }
    a { color: var(--focus); }
    .strip {
      position: fixed; inset: auto 0 0 0; z-index: 2147483647; display: flex; flex-wrap: wrap;
      gap: 0.5rem; align-items: center; justify-content: start; padding: 0.5rem 0.75rem;
      pointer-events: none; font-size: 0.9rem;
    }
    .strip > * {
      pointer-events: auto; background: var(--ground); border: 1px solid var(--line);
      border-radius: 999px; padding: 0.25rem 0.9rem; box-shadow: 0 2px 10px rgb(0 0 0 / 0.2);
    }
    .strip .errors { border-color: var(--error); color: var(--error); font-weight: 600; }
    .strip .warnings { border-color: var(--warning); color: var(--warning); }
    .held .strip { background: #5b3d8a; padding: 0.35rem 0.75rem; }
    .strip .bar {
      order: -1; flex: 1; background: none; border: none; box-shadow: none; color: #fff;
      padding: 0.1rem 0.4rem; font-weight: 600;
    }
    .strip .bar a { color: #fff; margin-left: 0.9rem; font-weight: 400; }
    @media print { .root { display: none; } }
  `;

  let root = null;
  let dialog = null;
  let isLost = false;
  let opened = "";

  function element(name, classes, ...children) {
    const made = document.createElement(name);
    if (classes) made.className = classes;
    made.append(...children);
    return made;
  }

  // A text of which what stands between backticks is shown as code; nothing is ever read as HTML.
  function words(name, classes, text) {
    const made = element(name, classes);
    const parts = text.split("`");
    parts.forEach((part, index) => {
      if (!part) return;
      made.append(index % 2 && parts.length % 2 ? element("code", "", part) : part);
    });
    return made;
  }

  // What the terminal says in the middle of a line begins a sentence here.
  const sentence = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

  function problem(each) {
    const item = element("li", each.severity);
    const place = element("p", "place", element("span", "severity", each.severity));
    place.append(element("code", "", each.path), each.line ? ` line ${each.line}` : "");
    item.append(place, words("p", "message", sentence(each.message)));
    if (each.text !== undefined) {
      // Characters as a person counts them.
      const letters = [...new Intl.Segmenter().segment(each.text)].map(({ segment }) => segment);
      const from = each.textColumn - 1;
      const to = from + each.length;
      const line = element("pre", "", element("span", "number", String(each.line)));
      line.append(
        letters.slice(0, from).join(""),
        element("mark", "", letters.slice(from, to).join("")),
        letters.slice(to).join(""));
      line.tabIndex = 0;
      item.append(line);
    }
    if (each.suggestion) item.append(words("p", "help", sentence(each.suggestion)));
    for (const other of each.related ?? []) {
      const at = other.line ? `${other.path}, line ${other.line}` : other.path;
      item.append(words("p", "place", `${other.message}: \`${at}\``));
    }
    return item;
  }

  const counted = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

  function makeDialog(state) {
    const made = element("dialog", state.errors ? "" : "calm");
    const title = element("h2", "", state.errors
      ? (state.errors === 1 ? "Something needs to be mended" : `${state.errors} things need to be mended`)
      : counted(state.warnings, "warning"));
    title.id = "title";
    title.tabIndex = -1;
    title.autofocus = true;
    made.setAttribute("aria-labelledby", "title");
    const close = element("button", "close", "Close");
    close.type = "button";
    close.title = "Close (Esc)";
    close.onclick = () => made.close();
    const intro = element("p", "intro", state.errors
      ? "The site can’t be published like this. Nothing is lost: save the file again when it is "
        + "mended, and this goes away by itself."
      : "The site can be published, but a reader may notice something.");
    const shown = state.problems.filter(({ severity }) => severity !== "note");
    const list = element("ol", "", ...shown.filter(({ severity }) => severity === "error").map(problem),
      ...shown.filter(({ severity }) => severity !== "error").map(problem));
    const more = state.errors + state.warnings - shown.length;
    const link = element("a", "", "All drafts, dates and problems");
    link.href = "/_attune/";
    const foot = element("p", "foot", more > 0 ? `${more} more are not shown here. ` : "", link);
    made.append(element("header", "", title, close), intro, list, foot);
    made.addEventListener("close", () => {
      // Closed by hand, the same problems do not come up again in this tab.
      if (dialog === made) remember(signature(lastState));
      dialog = null;
      if (lastState) draw(lastState);
      made.remove();
    });
    return made;
  }

  const signature = (state) => JSON.stringify(state.problems.filter(({ severity }) => severity === "error"));
  const closedKey = "attune-closed";

  function remember(text) {
    try { sessionStorage.setItem(closedKey, text); } catch { /* It comes up again, then. */ }
  }

  function remembered() {
    try { return sessionStorage.getItem(closedKey); } catch { return null; }
  }

  function open(state) {
    const made = makeDialog(state);
    if (dialog) {
      const old = dialog;
      dialog = null;
      old.remove();
    }
    dialog = made;
    opened = signature(state);
    root.append(made);
    made.showModal();
    draw(state);
  }

  // Draws the strip at the foot of the window: the mark of a draft, and the badge.
  function draw(state) {
    root.querySelector(".strip")?.remove();
    const strip = element("div", "strip");
    root.classList.toggle("held", Boolean(held));
    if (held) {
      const bar = element("div", "bar", held);
      bar.setAttribute("role", "status");
      const link = element("a", "", "All drafts and dates");
      link.href = "/_attune/";
      bar.append(link);
      strip.append(bar);
    }
    if (isLost) {
      const lost = element("div", "lost", "The preview has ended. Start it again to see changes.");
      lost.setAttribute("role", "status");
      strip.append(lost);
    } else if (!dialog && (state.errors || state.warnings)) {
      const badge = element("button", state.errors ? "errors" : "warnings", state.errors
        ? counted(state.errors, "error") : counted(state.warnings, "warning"));
      badge.type = "button";
      badge.setAttribute("aria-haspopup", "dialog");
      badge.onclick = () => open(lastState);
      strip.append(badge);
    }
    if (strip.childElementCount) root.append(strip);
    // The last lines of the page can be scrolled out from under the mark.
    document.body.style.marginBottom = held ? "2.75rem" : "";
  }

  class AttunePreview extends HTMLElement {
    constructor() {
      super();
      const shadow = this.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      shadow.adoptedStyleSheets = [sheet];
      root = element("div", "root");
      root.lang = "en";
      shadow.append(root);
    }
  }

  function show(state) {
    whenParsed(() => {
      if (!root) {
        if (!customElements.get("attune-preview")) {
          customElements.define("attune-preview", AttunePreview);
        }
        document.body.append(document.createElement("attune-preview"));
      }
      if (!showsProblems) return drawOwn(state);
      if (!state.errors) remember("");
      const now = signature(state);
      if (state.errors && now !== remembered() && (!dialog || opened !== now)) return open(state);
      if (dialog && (state.errors ? now !== opened : true)) {
        const old = dialog;
        dialog = null;
        old.close();
      }
      draw(state);
    });
  }

  // On the preview's own pages the problems are the page; only the end of the preview is said over it.
  function drawOwn() { draw({ errors: 0, warnings: 0 }); }

  function setLost(lost) {
    if (lost === isLost) return;
    isLost = lost;
    if (lastState) show(lastState);
  }

  returnToPlace();
  begin();
})();
