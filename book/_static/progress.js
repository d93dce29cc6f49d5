/* A reader's progress: sections read and questions answered. It is kept in this browser alone. */
(() => {
  "use strict";
  const KEY = "aipm:progress";
  const site = new URL("../", document.currentScript.src);
  const outline = window.aipmOutline ?? [];
  const sections = outline.flatMap((chapter) => chapter.sections);
  const pageOf = (chapter) => new URL(`${chapter.page}.html`, site);
  const minutes = (section) => section.read + section.practise;

  /* ---- what is kept ---- */

  const none = () => ({ version: 1, sections: {}, questions: {} });
  const isDay = (text) => typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isAnswer = (one) => one && typeof one.first === "boolean" && typeof one.last === "boolean" && Number.isInteger(one.chapter);

  /* What can be read of `kept`; null when it is no progress at all. */
  function sound(kept) {
    if (!kept || kept.version !== 1 || typeof kept.sections !== "object" || typeof kept.questions !== "object") return null;
    const clean = none();
    for (const [id, day] of Object.entries(kept.sections ?? {})) if (/^\d+\.\d$/.test(id) && isDay(day)) clean.sections[id] = day;
    for (const [id, one] of Object.entries(kept.questions ?? {})) {
      if (isAnswer(one)) clean.questions[id] = { chapter: one.chapter, first: one.first, last: one.last };
    }
    return clean;
  }
  function load() {
    try { return sound(JSON.parse(localStorage.getItem(KEY))) ?? none(); } catch { return none(); }
  }
  let lost = document.documentElement.dataset.memory === "page";
  function save(kept) {
    try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { lost = true; }
    show();
  }
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  };

  /* ---- small parts ---- */

  function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }
  const words = (heading) => {
    const copy = heading.cloneNode(true);
    copy.querySelector(".headerlink")?.remove();
    return copy.textContent.trim();
  };
  const count = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;
  const hours = (n) => (n < 60 ? `${n} min` : `${Math.floor(n / 60)} h ${n % 60} min`);

  /* ---- a chapter: a box at the end of each section ---- */

  const here = outline.find((chapter) => pageOf(chapter).pathname === location.pathname);
  const boxes = new Map();

  function chapterPage() {
    if (!here) return;
    const headings = new Map([...document.querySelectorAll(".bd-article section > h2")].map((h) => [words(h), h]));
    here.sections.forEach((section, k) => {
      const part = headings.get(section.title)?.parentElement;
      if (!part) return;
      const box = make("input", { type: "checkbox" });
      const next = here.sections[k + 1];
      const target = next && headings.get(next.title)?.parentElement.id;
      const onward = target
        ? ["Next: ", make("a", { href: `#${target}` }, next.title), `, ${minutes(next)} minutes with its tasks.`]
        : ["Next: ", make("a", { href: new URL(`${here.exercise}.html`, site).href }, "the exercise"), "."];
      box.addEventListener("change", () => {
        const kept = load();
        if (box.checked) kept.sections[section.id] = today(); else delete kept.sections[section.id];
        save(kept);
      });
      boxes.set(section.id, box);
      part.append(make("p", { class: "aipm-read" }, make("label", {}, box, ` I have read ${section.id}`), make("span", {}, ...onward)));
    });
    document.addEventListener("aipm:answer", (event) => {
      const { id, right } = event.detail;
      const kept = load(), key = `${here.number}:${id}`;
      kept.questions[key] = { chapter: here.number, first: kept.questions[key]?.first ?? right, last: right };
      save(kept);
    });
  }

  /* ---- the sidebar: how many sections of each chapter ---- */

  const marks = new Map();
  function sidebar() {
    for (const link of document.querySelectorAll(".bd-sidebar-primary nav a.reference.internal")) {
      const chapter = outline.find((one) => one.sections.length && pageOf(one).pathname === new URL(link.href).pathname);
      if (!chapter || marks.has(chapter)) continue;
      const mark = make("span", { class: "aipm-mark" });
      link.append(mark);
      marks.set(chapter, mark);
    }
  }

  /* ---- the progress page, and the way back on the landing page ---- */

  function nextOf(kept) {
    const days = Object.entries(kept.sections).sort((a, b) => (a[1] < b[1] ? 1 : -1));
    const last = days.length ? sections.findIndex((section) => section.id === days[0][0]) : -1;
    const order = [...sections.slice(last + 1), ...sections.slice(0, last + 1)];
    return order.find((section) => !kept.sections[section.id]);
  }
  const chapterOf = (section) => outline.find((chapter) => chapter.sections.includes(section));
  const linkTo = (section) => make("a", { href: `${pageOf(chapterOf(section)).href}#${section.anchor}` }, `${section.id} ${section.title}`);

  function fillPage(kept) {
    const room = document.getElementById("aipm-progress");
    if (!room) return;
    const read = sections.filter((section) => kept.sections[section.id]);
    const answers = Object.values(kept.questions);
    const done = read.reduce((sum, section) => sum + minutes(section), 0);
    const all = sections.reduce((sum, section) => sum + minutes(section), 0);
    const told = make("p", {}, `${read.length} of ${count(sections.length, "section")} read: ${hours(done)} of ${hours(all)}, practice included. `
      + `${count(answers.length, "question")} answered, ${answers.filter((one) => one.first).length} right at the first try.`);
    const next = nextOf(kept);
    const rows = outline.filter((chapter) => chapter.sections.length).map((chapter) => {
      const mine = answers.filter((one) => one.chapter === chapter.number);
      const of = chapter.sections.filter((section) => kept.sections[section.id]).length;
      return make("tr", {},
        make("td", {}, make("a", { href: pageOf(chapter).href }, `${chapter.number}. ${chapter.title}`)),
        make("td", {}, make("progress", { max: chapter.sections.length, value: of, "aria-label": `Sections read of chapter ${chapter.number}` }), ` ${of} of ${chapter.sections.length}`),
        make("td", {}, mine.length ? `${mine.filter((one) => one.first).length} of ${mine.length}` : "–"));
    });
    const head = make("tr", {}, ...["Chapter", "Sections read", "Right at the first try"].map((text) => make("th", { scope: "col" }, text)));
    const table = make("table", { class: "table aipm-progress-table" }, make("thead", {}, head), make("tbody", {}, ...rows));
    room.replaceChildren(told, ...(next && read.length ? [make("p", {}, "Go on with ", linkTo(next), ".")] : []), table);
  }

  function tools() {
    const room = document.getElementById("aipm-progress-tools");
    if (!room) return;
    const said = make("p", { role: "status", class: "aipm-note" });
    const button = (text, act) => { const b = make("button", { type: "button", class: "aipm-button" }, text); b.addEventListener("click", act); return b; };
    const out = button("Save to a file", () => {
      const url = URL.createObjectURL(new Blob([JSON.stringify(load(), null, 1)], { type: "application/json" }));
      make("a", { href: url, download: `ai-product-management-${today()}.json` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    });
    const file = make("input", { type: "file", accept: ".json,application/json", class: "aipm-file", "aria-label": "A saved progress file" });
    file.addEventListener("change", async () => {
      let found = null;
      try { found = sound(JSON.parse(await file.files[0].text())); } catch { /* said below */ }
      file.value = "";
      if (!found) { said.textContent = "This is not a progress file of this course; nothing was changed."; return; }
      const kept = load();
      const merged = { version: 1, sections: { ...found.sections, ...kept.sections }, questions: { ...found.questions, ...kept.questions } };
      const more = Object.keys(merged.sections).length - Object.keys(kept.sections).length;
      save(merged);
      said.textContent = `Brought in: ${count(more, "section")} more. What was here already is kept.`;
    });
    const bring = button("Bring in a saved file", () => file.click());
    let sure = false;
    const erase = button("Erase", () => {
      if (!sure) { sure = true; erase.textContent = "Erase all of it: sure?"; return; }
      sure = false;
      erase.textContent = "Erase";
      save(none());
      said.textContent = "Erased. Nothing is kept here any more.";
    });
    erase.addEventListener("blur", () => { sure = false; erase.textContent = "Erase"; });
    room.replaceChildren(out, bring, file, erase, said);
  }

  function fillLanding(kept) {
    const room = document.getElementById("aipm-continue");
    const next = Object.keys(kept.sections).length ? nextOf(kept) : null;
    if (room) room.replaceChildren(...(next ? [make("p", {}, "You were here before. Go on with ", linkTo(next), ` (${minutes(next)} minutes).`)] : []));
  }

  function show() {
    const kept = load();
    for (const [id, box] of boxes) box.checked = Boolean(kept.sections[id]);
    for (const [chapter, mark] of marks) {
      const read = chapter.sections.filter((section) => kept.sections[section.id]).length;
      mark.textContent = read ? (read === chapter.sections.length ? " ✓" : ` ${read}/${chapter.sections.length}`) : "";
      if (read) mark.setAttribute("aria-label", `, ${read} of ${chapter.sections.length} sections read`); else mark.removeAttribute("aria-label");
      mark.setAttribute("role", "img");
      mark.hidden = !read;
    }
    fillPage(kept);
    fillLanding(kept);
    for (const note of document.querySelectorAll(".aipm-kept-note")) {
      note.hidden = !lost;
      note.textContent = lost ? "This browser keeps nothing for this site: your progress lasts until you close the page. Save it to a file to keep it." : "";
    }
  }

  const start = () => { chapterPage(); sidebar(); tools(); show(); addEventListener("storage", (event) => { if (event.key === KEY) show(); }); };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start); else start();
})();
