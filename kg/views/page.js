// What the reader does: filters, search, language, keyboard, the address, and the start.
function check(set, name, after, ...content) {
  const box = el("input", { type: "checkbox", value: name });
  box.checked = set().has(name);
  box.addEventListener("change", () => {
    if (box.checked) set().add(name);
    else set().delete(name);
    after();
  });
  return el("label", { class: "row" }, box, ...content);
}

function refilter() {
  filters.focus = new Set(selected === null ? [] : [selected]);
  draw();
  showDetails();
}

function showFilters() {
  byId("types").replaceChildren(...Object.entries(DATA.families).map(([family, names]) => {
    const rows = typeNames.filter((name) => typeStyle(name).family === family && typeCounts.has(name)).map((name) => {
      return check(() => filters.types, name, refilter, icon(name), el("span", {}, typeName(name, true)), el("output", {}, number(typeCounts.get(name))));
    });
    return rows.length ? el("fieldset", { "data-family": family }, el("legend", {}, names[language === "da" ? 0 : 1]), ...rows) : "";
  }).filter(Boolean));
  const rows = (set, counts, order, word) => order.filter((name) => counts.has(name)).map((name) => check(set, name, refilter, el("span", {}, word(name)), el("output", {}, number(counts.get(name)))));
  const order = [...new Set([...Object.keys(DATA.predicates), ...predicateCounts.keys()])];
  byId("predicates").replaceChildren(...rows(() => filters.predicates, predicateCounts, order, (name) => predicateName(name, true)));
  byId("statuses").replaceChildren(...rows(() => filters.statuses, statusCounts, [...new Set([...Object.keys(DATA.statuses), ...statusCounts.keys()])], (name) => say(DATA.statuses, name)));
  byId("lines").replaceChildren(...["derived", "stated", "tentative", "structure"].map((kind) => {
    const svg = document.createElementNS(SVG, "svg");
    const line = document.createElementNS(SVG, "line");
    for (const [name, value] of [["width", "34"], ["height", "8"], ["aria-hidden", "true"]]) svg.setAttribute(name, value);
    const dashes = DASHES[kind] ? DASHES[kind].join(" ") : "none";
    for (const [name, value] of [["x1", "0"], ["x2", "34"], ["y1", "4"], ["y2", "4"], ["stroke", LINES[kind]], ["stroke-width", { derived: "3", structure: "1.2" }[kind] || "2"], ["stroke-dasharray", dashes]]) line.setAttribute(name, value);
    svg.append(line);
    return el("div", {}, svg, el("span", {}, t(kind === "tentative" ? "line_proposed" : `line_${kind}`)));
  }));
  byId("loose").checked = filters.loose;
  const limit = byId("limit");
  limit.replaceChildren(...DATA.limits.map((n) => el("option", { value: n }, t("limit_option", { n: number(n) }))));
  limit.value = String(filters.limit);
}

function speak(to) {
  language = to;
  document.documentElement.lang = to;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
  for (const element of document.querySelectorAll("[data-placeholder]")) element.placeholder = t(element.dataset.placeholder);
  for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", String(button.dataset.lang === to));
  document.title = t("headline");
  const stated = FACTS.filter((fact) => !fact.x).length;
  const whole = DATA.totals || { documents: SOURCES.length, entities: NODES.length, facts: stated };
  const sums = Object.fromEntries(Object.entries(whole).map(([name, n]) => [name, count(name, n)]));
  byId("standfirst").textContent = t("standfirst", sums);
  byId("rest").hidden = !DATA.totals;
  if (DATA.totals) byId("rest").textContent = t("rest", { entities: count("entities", NODES.length), facts: count("facts", stated) });
  showFilters();
}

function reset() {
  resetFilters();
  selected = selectedEdge = null;
  byId("search").value = "";
  closeSuggestions();
  showFilters();
  draw();
  remember();
  showDetails();
  peek();
  showTab("details");
}

// ---- search, after the combobox pattern of the ARIA Authoring Practices Guide

let active = -1;
const suggestions = byId("suggestions");

function closeSuggestions() {
  suggestions.hidden = true;
  suggestions.replaceChildren();
  byId("search").setAttribute("aria-expanded", "false");
  byId("search").removeAttribute("aria-activedescendant");
  active = -1;
}

function suggest() {
  const query = byId("search").value;
  closeSuggestions();
  if (!query.trim()) return;
  const hits = search(query, 12);
  suggestions.append(...hits.map((i, n) => {
    const option = el("li", { role: "option", id: `option-${n}`, "aria-selected": "false", "data-node": i }, icon(typeOf(i)),
      el("span", {}, fullName(i), el("small", {}, typeName(typeOf(i)) + (picture.degree.has(i) ? "" : ` · ${t("not_drawn")}`))));
    option.addEventListener("mousedown", (event) => { event.preventDefault(); pick(i); });
    return option;
  }));
  if (!hits.length) suggestions.append(el("li", { class: "none" }, t("no_hits", { query: query.trim() })));
  const rest = DATA.totals ? DATA.totals.entities - NODES.length : 0;
  if (rest > 0) suggestions.append(el("li", { class: "none rest" }, t("search_rest", { n: number(rest), query: query.trim() })));
  suggestions.hidden = false;
  byId("search").setAttribute("aria-expanded", "true");
}

function step(by) {
  const options = [...suggestions.querySelectorAll("[role=option]")];
  if (!options.length) return;
  active = (active + by + options.length) % options.length;
  options.forEach((option, n) => option.setAttribute("aria-selected", String(n === active)));
  options[active].scrollIntoView({ block: "nearest" });
  byId("search").setAttribute("aria-activedescendant", options[active].id);
}

function pick(i) {
  byId("search").value = nameOf(i);
  closeSuggestions();
  go(i);
}

byId("search").addEventListener("input", suggest);
byId("search").addEventListener("focus", () => { if (byId("search").value) suggest(); });
byId("search").addEventListener("blur", closeSuggestions);
byId("search").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (suggestions.hidden) suggest();
    step(event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1);
  } else if (event.key === "Enter") {
    const options = suggestions.querySelectorAll("[role=option]");
    const option = options[Math.max(0, active)];
    if (option) pick(Number(option.dataset.node));
  } else if (event.key === "Escape") closeSuggestions();
});

// ---- the address: #region/region-midtjylland opens that name, so that it can be sent and bookmarked

function remember() {
  const hash = selected === null ? "" : `#${encodeURI(ENTITIES[selected].i)}`;
  if (decodeURI(location.hash) !== decodeURI(hash)) history.replaceState(null, "", hash || location.pathname + location.search);
}

function fromAddress() {
  let wanted = "";
  try {
    wanted = decodeURI(location.hash.slice(1));
  } catch {
    return; // an address cut in the middle of a letter names nothing
  }
  const i = ENTITIES.findIndex((entity) => entity.i === wanted);
  if (i >= 0) select(i, { move: true });
}

// ---- wiring

for (const button of document.querySelectorAll("[data-lang]")) {
  button.addEventListener("click", () => {
    speak(button.dataset.lang);
    tell();
    showDetails();
    peek();
    network.redraw();
  });
}
byId("reset").addEventListener("click", reset);
byId("loose").addEventListener("change", () => { filters.loose = byId("loose").checked; refilter(); });
byId("limit").addEventListener("change", () => { filters.limit = Number(byId("limit").value); refilter(); });
const zoom = (by) => network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * by)) });
byId("zoom-in").addEventListener("click", () => zoom(1.3));
byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
byId("fit").addEventListener("click", fitAll);
byId("graph").addEventListener("keydown", (event) => {
  const moves = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] };
  if (moves[event.key]) {
    const { x, y } = network.getViewPosition();
    const [dx, dy] = moves[event.key].map((d) => d / network.getScale());
    network.moveTo({ position: { x: x + dx, y: y + dy } });
  } else if (event.key === "+") zoom(1.3);
  else if (event.key === "-") zoom(1 / 1.3);
  else if (event.key === "0") fitAll();
  else if (event.key === "Escape") select(null);
  else return;
  event.preventDefault();
});
for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => showTab(tab.getAttribute("aria-controls")));
  tab.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = tab.id === "tab-list" ? "details" : "list";
    showTab(other);
    byId(`tab-${other}`).focus();
  });
}
byId("peek").addEventListener("click", () => byId("panel").scrollIntoView({ behavior: SMOOTH ? "smooth" : "auto" }));
let resized = 0;
let frame = "";
new ResizeObserver(() => {
  clearTimeout(resized);
  resized = setTimeout(() => {
    const now = `${byId("graph").clientWidth}x${byId("graph").clientHeight}`;
    if (frame && now !== frame) draw();
    frame = now;
  }, 150);
}).observe(byId("graph"));
window.addEventListener("hashchange", fromAddress);
window.addEventListener("beforeprint", () => network.redraw());

if (NARROW.matches) byId("drawer").open = false;
resetFilters();
startGraph();
speak("da");
draw();
showDetails();
fromAddress();
document.documentElement.dataset.ready = "true";
