"use strict";
/* The table of items or pages: search, filter, sort and pages over all rows, which stand in a data block.
   Every text is set as text, never as markup. */
(() => {
  const block = document.getElementById("rows");
  if (!block) return;
  const data = JSON.parse(block.textContent);
  const [NAME, URL_, SHOWN, GROUP, KIND, DATE, VERDICT, REASON, SEARCH, SHARE, NOTE, WORDS, OWN] = Array(13).keys();
  const TODOS = OWN + data.figures;
  const DETAILS = TODOS + 1;
  const PART = DETAILS + 1;
  const SIZE = 50;
  const AXES = ["search", "share"];

  const home = document.getElementById("listing");
  const table = home.querySelector("table");
  const body = table.tBodies[0];
  const form = home.querySelector("form");
  const chosen = form.querySelector(".chosen");
  const count = home.querySelector(".tally");
  const pages = home.querySelector(".pages");
  const what = home.querySelector(".scroll").getAttribute("aria-label").toLowerCase();
  const blanks = Object.fromEntries(
    ["row", "todo", "whole-todo"].map((id) => [id, document.getElementById(id).content.firstElementChild])
  );

  const rows = data.rows;
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const names = rows.map((row) => plain(row[NAME]));
  const haystack = rows.map((row, n) => `${names[n]}\n${plain(row[URL_] || row[SHOWN] || "")}`);
  const state = { text: "", group: "", kind: "", tone: "", rule: "", rows: null, sort: "", down: false, page: 0 };
  let found = rows.map((_, n) => n);

  const number = (value, digits = 0) =>
    value === null || value === undefined
      ? "–"
      : value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  /* What is not nothing never reads 0 %, what is not all never 100 %. */
  const percent = (share) =>
    share > 0 && share < 0.01 ? "<1 %" : share > 0.99 && share < 1 ? ">99 %" : `${(100 * share).toFixed(0)} %`;
  const gain = (points, axis) => (points > 0 ? `+${number(points, 1)} ${AXES[axis]}` : "");

  /* --- rows ------------------------------------------------------------------------------------------------- */

  const put = (at, selector, text) => {
    const element = at.querySelector(selector);
    element.textContent = text;
    return element;
  };
  const span = (name, text) => {
    const element = document.createElement("span");
    element.className = name;
    element.textContent = text;
    return element;
  };
  /* What stands between backticks is code. */
  const prose = (element, text) => {
    const start = text.split(" ", 1)[0].replace(/[,:;]+$/, "");
    const said = /^[\p{Ll}]+$/u.test(start) ? text[0].toUpperCase() + text.slice(1) : text;
    element.replaceChildren(
      ...said.split(/`([^`]+)`/).map((piece, n) => {
        if (n % 2 === 0) return document.createTextNode(piece);
        const code = document.createElement("code");
        code.textContent = piece;
        return code;
      })
    );
  };

  const score = (cell, value, note) => {
    const parts = [];
    if (!value) parts.push(span(note ? "value declared" : "value none", note || "–"));
    else {
      parts.push(span(value[0] === null ? "value none" : "value", number(value[0], 1)), " ");
      const judged = span("judged", `${percent(value[1])} judged`);
      judged.title = `between ${value[2]} and ${value[3]}`;
      parts.push(judged);
      if (value[0] === null && note) parts.push(" ", span("value declared", note));
    }
    cell.replaceChildren(...parts);
  };

  const made = (n) => {
    const row = rows[n];
    const element = blanks.row.cloneNode(true);
    put(element, ".name", row[NAME]);
    const link = element.querySelector("a.address");
    if (row[URL_]) link.href = row[URL_];
    else link.removeAttribute("href");
    link.textContent = row[SHOWN] || (row[URL_] || "").replace(/^https?:\/\/(www\.)?/, "").replace(/\/+$/, "");
    if (!link.textContent) link.remove();
    put(element, ".group", data.names[row[GROUP]]);
    put(element, ".of", ` ${data.names[row[KIND]]}`);
    put(element, ".date", row[DATE]);
    const [tone, verdict, known] = data.verdicts[row[VERDICT]];
    put(element, ".verdict .mark", verdict).className = `mark tone-${tone}`;
    put(element, ".known", known);
    score(element.querySelector(".pull"), row[SEARCH], "");
    score(element.querySelector(".push"), row[SHARE], data.texts[row[NOTE]]);
    put(element, ".words", number(row[WORDS]));
    element.querySelectorAll("td.own").forEach((cell, at) => (cell.textContent = number(row[OWN + at])));
    const change = element.querySelector(".change");
    change.querySelector("ul").replaceChildren(
      ...row[TODOS].slice(0, data.todos).map((todo) => {
        const item = blanks.todo.cloneNode(true);
        prose(item.querySelector(".message"), data.texts[todo[1]]);
        put(item, ".gain", gain(todo[3], todo[4]));
        return item;
      })
    );
    if (row[TODOS].length > data.todos) change.append(span("rest", `and ${row[TODOS].length - data.todos} more`));
    const part = element.querySelector("a.part");
    part.hidden = !row[PART];
    part.href = `#${row[PART]}`;
    element.querySelector("details").addEventListener("toggle", (event) => fill(event.target, row), { once: true });
    return element;
  };

  const fill = (details, row) => {
    put(details, ".reason", data.texts[row[REASON]]);
    details.querySelector(".todos").replaceChildren(
      ...row[TODOS].map(([rule, message, fix, points, axis, seen]) => {
        const item = blanks["whole-todo"].cloneNode(true);
        const said = item.querySelector(".message");
        prose(said, data.texts[message]);
        said.append(" ", span("gain", gain(points, axis)));
        prose(item.querySelector(".fix"), data.texts[fix]);
        put(item, ".seen", data.texts[seen]);
        const link = put(item, ".rule a", data.texts[rule]);
        link.href = `#rule-${data.texts[rule]}`;
        return item;
      })
    );
    details.querySelector("dl").replaceChildren(
      ...row[DETAILS].flatMap(([label, text]) =>
        [["dt", label], ["dd", text]].map(([tag, at]) => {
          const element = document.createElement(tag);
          element.textContent = data.texts[at];
          return element;
        })
      )
    );
  };

  /* --- which, and in what order ----------------------------------------------------------------------------- */

  const best = (row) => row[TODOS].reduce((most, todo) => Math.max(most, todo[3]), 0);
  const keys = {
    name: (row, n) => names[n],
    date: (row) => row[DATE] || null,
    verdict: (row) => ["yes", "other", "unknown", "no"].indexOf(data.verdicts[row[VERDICT]][0]),
    pull: (row) => (row[SEARCH] ? row[SEARCH][0] : null),
    push: (row) => (row[SHARE] ? row[SHARE][0] : null),
    words: (row) => row[WORDS],
    gain: best,
  };
  const key = (name) => keys[name] || ((row) => row[OWN + Number(name.slice(3))]);

  const sorted = (some) => {
    if (!state.sort) return some;
    const read = key(state.sort);
    const values = rows.map(read);
    const turn = state.down ? -1 : 1;
    /* What is not known stands last, in either direction. */
    return some.sort((a, b) => {
      const one = values[a];
      const other = values[b];
      if (one === other) return a - b;
      if (one === null || one === undefined) return 1;
      if (other === null || other === undefined) return -1;
      return one < other ? -turn : turn;
    });
  };

  const search = () => {
    const words = plain(state.text).split(/\s+/).filter(Boolean);
    const rule = state.rule === "" ? -1 : data.texts.indexOf(state.rule);
    const some = [];
    for (const n of state.rows || rows.keys()) {
      const row = rows[n];
      if (row === undefined) continue;
      if (state.group !== "" && row[GROUP] !== Number(state.group)) continue;
      if (state.kind !== "" && row[KIND] !== Number(state.kind)) continue;
      if (state.tone && data.verdicts[row[VERDICT]][0] !== state.tone) continue;
      if (state.rule !== "" && !row[TODOS].some((todo) => todo[0] === rule)) continue;
      if (!words.every((word) => haystack[n].includes(word))) continue;
      some.push(n);
    }
    found = sorted(some);
  };

  const show = () => {
    const last = Math.max(0, Math.ceil(found.length / SIZE) - 1);
    state.page = Math.min(Math.max(0, state.page), last);
    const start = state.page * SIZE;
    body.replaceChildren(...found.slice(start, start + SIZE).map(made));
    const whole = found.length === rows.length;
    count.textContent = whole ? `${number(rows.length)} ${what}` : `${number(found.length)} of ${number(rows.length)} ${what}`;
    pages.hidden = last === 0;
    const end = Math.min(start + SIZE, found.length);
    put(pages, ".at", `${number(start + 1)} to ${number(end)} of ${number(found.length)}`);
    /* A button that is disabled lets go of the focus. */
    pages.querySelector(".back").setAttribute("aria-disabled", state.page === 0);
    pages.querySelector(".on").setAttribute("aria-disabled", state.page === last);
    chosen.hidden = state.rows === null;
  };
  const again = () => {
    state.page = 0;
    search();
    show();
  };

  /* --- controls --------------------------------------------------------------------------------------------- */

  const offer = (select, options) => {
    for (const [value, text] of options) select.append(new Option(text, value));
    select.disabled = options.length < 2 && select.name !== "rule";
  };
  const used = (at) => {
    const counts = new Map();
    for (const row of rows) counts.set(row[at], (counts.get(row[at]) || 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).map(([n, many]) => [n, `${data.names[n] || "–"} (${number(many)})`]);
  };
  offer(form.elements.group, used(GROUP));
  offer(form.elements.kind, used(KIND));
  const tones = new Set(data.verdicts.map((verdict) => verdict[0]));
  for (const option of [...form.elements.tone.options]) if (option.value && !tones.has(option.value)) option.remove();
  offer(form.elements.rule, data.rules.map(([rule, many]) => [rule, `${rule} (${number(many)})`]));
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    for (const name of ["text", "group", "kind", "tone", "rule"]) state[name] = form.elements[name].value;
    if (form.elements.order.value === state.sort) again();
    else order(form.elements.order.value, !upwards(form.elements.order.value));
  });
  let origin = null;
  const all = () => {
    state.rows = null;
    again();
    (origin || form.elements.text).focus();
    origin = null;
  };
  chosen.addEventListener("click", all);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.rows !== null) all();
  });
  pages.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    state.page += button.className === "on" ? 1 : -1;
    show();
    count.scrollIntoView({ block: "start" });
  });
  const heads = [...table.tHead.querySelectorAll("[data-sort]")];
  const upwards = (name) => name === "name" || name === "verdict";
  const order = (name, down) => {
    Object.assign(state, { sort: name, down });
    for (const head of heads) {
      if (head.dataset.sort === name) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    form.elements.order.value = name;
    again();
  };
  /* Where there is no room for headings. */
  for (const head of heads) form.elements.order.append(new Option(head.textContent.trim(), head.dataset.sort));
  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const name = head.dataset.sort;
      const first = !upwards(name);
      /* First the largest or the newest, then the other way round, then as it was. */
      if (state.sort !== name) order(name, first);
      else if (state.down === first) order(name, !first);
      else order("", false);
    });
  }
  /* Whatever names rows (a mark of the plot, a piece of advice) lists them. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-rows]");
    if (!link) return;
    event.preventDefault();
    origin = link;
    form.reset();
    form.elements.order.value = state.sort;
    const reset = { text: "", group: "", kind: "", tone: "", rule: "" };
    Object.assign(state, reset, { rows: link.dataset.rows.split(",").map(Number) });
    again();
    const heading = home.closest("section").querySelector("h2");
    heading.scrollIntoView();
    heading.focus({ preventScroll: true });
  });
  show();
})();
