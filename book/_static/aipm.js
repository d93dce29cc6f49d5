/* The pages' own script: quizzes, predictions, charts that move. Everything works, with less comfort, without it. */
(() => {
  "use strict";
  const vendor = new URL("vendor/", document.currentScript.src).href;

  /* A reader's browser may refuse to keep anything: then nothing is kept, and nothing breaks. */
  const memory = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* not kept */ } },
  };

  /* ---- quizzes: <details> of one name; the script marks what was taken, and prints all reasons ---- */

  function quizzes() {
    for (const quiz of document.querySelectorAll(".aipm-quiz")) {
      const options = [...quiz.querySelectorAll("details")];
      for (const option of options) {
        option.addEventListener("toggle", () => {
          if (!option.open || printing) return;
          option.classList.add("aipm-taken");
          for (const other of options) if (other !== option) other.open = false;
          const right = option.classList.contains("aipm-quiz-right");
          quiz.dispatchEvent(new CustomEvent("aipm:answer", {
            bubbles: true, detail: { id: quiz.id, objective: quiz.dataset.objective, right },
          }));
        });
      }
    }
  }

  let printing = false;
  addEventListener("beforeprint", () => {
    printing = true;
    for (const folded of document.querySelectorAll(".aipm-quiz details:not([open]), .bd-article details:not([open])")) {
      if (folded.closest(".cell_input, .hide")) continue; /* folded code stays folded on paper */
      folded.removeAttribute("name"); /* several of one name cannot be open at once */
      folded.open = folded.dataset.opened = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const folded of document.querySelectorAll("details[data-opened]")) {
      folded.open = false;
      delete folded.dataset.opened;
    }
    printing = false;
  });

  /* ---- predictions: kept in this browser, said back ---- */

  function commits() {
    for (const box of document.querySelectorAll(".aipm-commit")) {
      const key = `aipm:${box.id}`;
      const said = document.createElement("p");
      said.className = "aipm-note";
      said.setAttribute("role", "status");
      box.append(said);
      const inputs = [...box.querySelectorAll("input")];
      const answer = (input) => (input.type === "radio" ? input.closest("label").textContent.trim() : input.value.trim());
      const tell = (text) => { said.textContent = text ? `You said: ${text.replace(/[.?!]$/, "")}. Read on and compare.` : ""; };
      for (const input of inputs) {
        input.addEventListener("change", () => {
          memory.set(key, input.value);
          tell(answer(input));
        });
      }
      const kept = memory.get(key);
      if (kept === null || kept === "") continue;
      const before = inputs.find((input) => input.type === "number" || input.value === kept);
      if (!before) continue;
      if (before.type === "radio") before.checked = true; else before.value = kept;
      tell(answer(before));
    }
  }

  /* ---- charts: Vega is loaded when the first one comes near ---- */

  let loading;
  const load = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = vendor + name;
    script.onload = resolve;
    script.onerror = () => reject(new Error(name));
    document.head.append(script);
  });
  function vega() {
    loading ??= load("vega.min.js").then(() => load("vega-lite.min.js")).then(() => load("vega-embed.min.js"));
    return loading;
  }

  /* The house palette on dark ground; keys are aipm.page's colours. */
  const DARK = {
    "#1b2430": "#e8ecf1", "#0058a3": "#5fb2ea", "#d95f02": "#f79a55", "#008668": "#43c8a9",
    "#971633": "#f2809f", "#6b6881": "#a3adb8", "#d3d9e0": "#465160",
    "black": "#e8ecf1", "#000": "#e8ecf1", "#000000": "#e8ecf1", "white": "#14181e", "#fff": "#14181e", "#ffffff": "#14181e",
  };
  const isDark = () => document.documentElement.dataset.theme === "dark";

  function recolour(node) {
    if (typeof node === "string") return DARK[node.toLowerCase()] ?? node;
    if (Array.isArray(node)) return node.map(recolour);
    if (node && typeof node === "object") {
      return Object.fromEntries(Object.entries(node).map(([key, value]) =>
        [key, key === "datasets" || key === "values" ? value : recolour(value)]));
    }
    return node;
  }

  /* Widths given in the chart are its natural ones: they shrink with the page, and rows become columns. */
  function fit(node, factor, stacked) {
    if (Array.isArray(node)) return node.map((part) => fit(part, factor, stacked));
    if (!node || typeof node !== "object") return node;
    const fitted = {};
    for (const [key, value] of Object.entries(node)) {
      if (key === "datasets" || key === "data" || key === "encoding" || key === "params") fitted[key] = value;
      else if (key === "width" && typeof value === "number") fitted.width = Math.max(120, Math.floor(value * factor));
      else if (key === "continuousWidth") fitted[key] = Math.max(120, Math.floor(value * factor));
      else if (key === "hconcat" && stacked) fitted.vconcat = fit(value, factor, stacked);
      else fitted[key] = fit(value, factor, stacked);
    }
    return fitted;
  }

  const widest = (node) => (Array.isArray(node) ? Math.max(0, ...node.map(widest)) : !node || typeof node !== "object" ? 0
    : Math.max(typeof node.width === "number" ? node.width : 0, node.config?.view?.continuousWidth ?? 0,
      ...["layer", "vconcat", "hconcat", "concat", "spec"].map((key) => widest(node[key]))));

  /* A title too long for the page is broken into lines. */
  function broken(spec, room) {
    const fits = Math.floor(room / 8.5);
    const words = (text) => {
      const lines = [""];
      for (const word of text.split(" ")) {
        const line = lines.at(-1);
        if (line && line.length + word.length >= fits) lines.push(word); else lines[lines.length - 1] = line ? `${line} ${word}` : word;
      }
      return lines;
    };
    const broke = (title) => (typeof title === "string" ? words(title)
      : title && typeof title.text === "string" ? { ...title, text: words(title.text), ...(typeof title.subtitle === "string" && { subtitle: words(title.subtitle) }) } : title);
    return spec.title ? { ...spec, title: broke(spec.title) } : spec;
  }

  /* names of parameters the reader can move, wherever they stand in the chart */
  function moved(node, found = []) {
    if (Array.isArray(node)) node.forEach((part) => moved(part, found));
    else if (node && typeof node === "object") {
      for (const param of Array.isArray(node.params) ? node.params : []) if (param.bind && !param.select) found.push(param);
      for (const [key, value] of Object.entries(node)) if (key !== "datasets" && key !== "params") moved(value, found);
    }
    return found;
  }

  class Chart {
    constructor(figure) {
      this.figure = figure;
      this.place = figure.querySelector(".aipm-chart");
      this.inputs = figure.querySelector(".aipm-inputs");
      this.spec = JSON.parse(figure.querySelector(".aipm-spec").textContent);
      this.words = this.place.querySelector(".aipm-words");
    }

    async draw() {
      if (this.busy) { this.again = true; return; }
      this.busy = true;
      try {
        await vega();
        await this.render();
        this.figure.classList.add("aipm-drawn");
      } catch {
        this.place.replaceChildren(this.words);
        if (!this.figure.querySelector(".aipm-missing")) {
          this.words.insertAdjacentHTML("afterend", '<p class="aipm-note aipm-missing">The chart that moves could not be loaded.</p>');
        }
      }
      this.busy = false;
      if (this.again) { this.again = false; this.draw(); }
    }

    async render() {
      const room = this.place.clientWidth;
      if (!room) return;
      const dark = isDark();
      const kept = this.view ? Object.fromEntries(moved(this.spec).map((p) => [p.name, this.view.signal(p.name)])) : {};
      const stacked = room < 560;
      let factor = this.natural && !stacked ? Math.min(1, room / this.natural) : 1;
      /* words that stick out cannot shrink: the plot keeps most of the room, and the picture is scaled instead */
      const least = Math.min(1, room * 0.7 / widest(this.spec));
      for (let turn = 0; turn < 3; turn += 1) {
        let spec = broken(fit(this.spec, factor, stacked), room);
        for (const param of moved(spec)) if (param.name in kept) param.value = kept[param.name];
        const font = getComputedStyle(document.body).fontFamily.replaceAll('"', "'");
        spec = { ...spec, background: null, config: { ...spec.config, background: null, font } };
        if (dark) spec = recolour(spec);
        this.result?.finalize();
        this.inputs.replaceChildren();
        this.result = await vegaEmbed(this.place, spec, {
          mode: "vega-lite", renderer: "svg", actions: false, bind: this.inputs, tooltip: { theme: dark ? "dark" : "light" },
        });
        const wide = Number(this.place.querySelector("svg").getAttribute("width"));
        if (turn === 0 && factor === 1 && !stacked) this.natural = wide;
        if (wide <= room + 1) break;
        /* axes and titles do not shrink: take the overhang from what does */
        factor = Math.max(least, factor * (room - (wide - room) * 0.35) / wide);
      }
      this.view = this.result.view;
      this.room = room;
      this.dark = dark;
      this.name();
    }

    /* Each input gets its value's words beside it, and an accessible name without underscores. */
    name() {
      for (const label of this.inputs.querySelectorAll("label, .vega-bind > span:first-child")) {
        const input = label.parentElement.querySelector("input, select");
        const words = label.textContent.trim().replaceAll("_", " ");
        if (input && !input.getAttribute("aria-label") && words) input.setAttribute("aria-label", words);
      }
    }
  }

  function charts() {
    const figures = [...document.querySelectorAll(".aipm-control")];
    if (!figures.length) return;
    const all = new Map(figures.map((figure) => [figure, new Chart(figure)]));
    const near = new IntersectionObserver((seen) => {
      for (const { isIntersecting, target } of seen) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        all.get(target).draw().then(() => width.observe(all.get(target).place));
      }
    }, { rootMargin: "600px 0px" });
    const width = new ResizeObserver((seen) => {
      for (const { target } of seen) {
        const chart = all.get(target.closest(".aipm-control"));
        if (chart.room && target.clientWidth && Math.abs(target.clientWidth - chart.room) > 4) chart.draw();
      }
    });
    figures.forEach((figure) => near.observe(figure));
    addEventListener("beforeprint", () => all.forEach((chart) => { if (!chart.room) chart.draw(); }));
    new MutationObserver(() => {
      for (const chart of all.values()) if (chart.room && chart.dark !== isDark()) chart.draw();
    }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  }

  /* What scrolls sideways must be reachable by keyboard. */
  function scrollers() {
    const reach = () => {
      for (const box of document.querySelectorAll(".bd-article table.table, .bd-article div.highlight pre")) {
        if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0; else box.removeAttribute("tabindex");
      }
    };
    reach();
    addEventListener("resize", reach);
  }

  /* On a narrow page a table too wide for it becomes one block a row, each cell under its column's name. */
  function cards() {
    const narrow = matchMedia("(max-width: 560px)");
    const prepare = (table, names) => {
      const roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };
      for (const [tag, role] of Object.entries(roles)) {
        for (const node of tag === "table" ? [table] : table.querySelectorAll(tag)) node.setAttribute("role", role);
      }
      for (const row of table.tBodies[0].rows) {
        [...row.cells].forEach((cell, k) => {
          const content = document.createElement("div");
          content.append(...cell.childNodes);
          cell.append(content);
          cell.dataset.label = names[k];
        });
      }
    };
    const tables = [];
    for (const table of document.querySelectorAll(".bd-article table.table")) {
      const head = table.tHead?.rows[0];
      const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
      const plain = head && table.tHead.rows.length === 1 && table.tBodies.length === 1 && head.cells.length > 2
        && rows.every((row) => row.cells.length === head.cells.length && ![...row.cells].some((cell) => cell.colSpan > 1 || cell.rowSpan > 1));
      if (plain) tables.push({ table, names: [...head.cells].map((cell) => cell.textContent.trim()), ready: false });
    }
    const arrange = () => {
      for (const one of tables) {
        one.table.classList.remove("aipm-cards");
        if (!narrow.matches || one.table.scrollWidth <= one.table.clientWidth + 1) continue;
        if (!one.ready) { prepare(one.table, one.names); one.ready = true; }
        one.table.classList.add("aipm-cards");
      }
    };
    arrange();
    narrow.addEventListener("change", arrange);
    let width = innerWidth;
    addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; arrange(); } });
  }

  const start = () => { quizzes(); commits(); charts(); cards(); scrollers(); };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start); else start();
})();
