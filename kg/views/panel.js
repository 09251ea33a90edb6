// What stands beside the picture: everything about the chosen name or link, and the list of all that is drawn.
const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  dot: "M8 2a6 6 0 1 0 .01 0z", square: "M2.5 2.5h11v11h-11z", diamond: "M8 1l7 7-7 7-7-7z", triangle: "M8 1.5l7 12.5H1z",
  triangleDown: "M8 14.5L1 2h14z", hexagon: "M4.2 1.8h7.6L15.5 8l-3.7 6.2H4.2L.5 8z",
  star: "M8 .8l2.2 4.8 5.2.6-3.9 3.5 1.1 5.1L8 12.2l-4.6 2.6 1.1-5.1L.6 6.2l5.2-.6z",
};
const NARROW = window.matchMedia("(max-width: 900px)");
const PART = 6; // statements of a kind that stand open before "show all"
const PASSAGES = 3; // passages quoted for one and the same party

function icon(type) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  const { shape, colour, border } = typeStyle(type);
  for (const [name, value] of [["viewBox", "0 0 16 16"], ["class", "icon"], ["aria-hidden", "true"]]) svg.setAttribute(name, value);
  for (const [name, value] of [["d", SHAPES[shape]], ["fill", colour], ["stroke", border], ["stroke-width", "1.2"]]) path.setAttribute(name, value);
  svg.append(path);
  return svg;
}

const link = (i) => el("a", { href: `#${encodeURI(ENTITIES[i].i)}`, class: "link", onclick: (event) => { event.preventDefault(); go(i); } }, fullName(i));
const badge = (kind, text) => el("span", { class: `badge ${kind}` }, text);
const quoted = (text) => (/^[»"“”„].*[«"“”]$/s.test(text) ? text : `»${text}«`);

function go(i) {
  select(i, { move: true });
  showTab("details");
  const title = byId("details").querySelector("h2");
  if (title) title.focus({ preventScroll: true });
  byId("panel").scrollTop = 0;
  if (NARROW.matches) byId("panel").scrollIntoView();
}

function qualifierText([name, value]) {
  if (name === "kind") return say(DATA.dateKinds, value);
  if (DATA.said[name]) return `${say(DATA.qualifiers, name)} ${say(DATA.said[name], value)}`;
  if (name === "role") return String(value);
  return `${say(DATA.qualifiers, name)}: ${typeof value === "number" ? nameOf(value) : value}`;
}

// `again`: the same quote stands just above, so only the place is told.
function evidence(f, again = false) {
  const fact = FACTS[f];
  const parts = [];
  const badges = [];
  const money = fact.p === "funded_with";
  if (fact.n) badges.push(badge("negative", t("negative")));
  if (fact.x) badges.push(badge("derived", t("derived")));
  else if (fact.p === "decision" && fact.st === "recommended") badges.push(fact.v === fact.st ? "" : badge(fact.st, t("recommendation")));
  else if (money || !(fact.st === "stated" || (fact.st === "decided" && fact.p === "decision"))) badges.push(badge(fact.st, say(DATA.statuses, fact.st)));
  const paper = SOURCES[fact.d];
  if (paper && DATA.unsettled.includes(paper.k)) badges.push(badge("unsettled", say(DATA.kinds, paper.k)));
  const said = (fact.ql || []).map(qualifierText);
  if (fact.by !== undefined) said.push(t("said_by", { name: nameOf(fact.by) }));
  const item = fact.it === undefined ? [] : [el("span", { class: "said" }, `${t("item")} `, link(fact.it))];
  const marks = [...badges.filter(Boolean), ...item, ...(said.length ? [el("span", { class: "said" }, said.join(" · "))] : [])];
  if (marks.length && !again) parts.push(el("p", { class: "evidence" }, ...marks.flatMap((mark) => [mark, " "])));
  if (fact.q !== undefined && TEXTS[fact.q] && !again) parts.push(el("blockquote", { lang: "da" }, quoted(TEXTS[fact.q])));
  const cite = el("p", { class: "cite" }, TEXTS[fact.ct] || "");
  const source = SOURCES[fact.d];
  if (source) {
    const citation = TEXTS[fact.ct] || "";
    const kind = say(DATA.kinds, source.k);
    if (!citation.includes(source.t.slice(0, 24)) && !(/\d{4}/.test(source.dt) && citation.includes(source.dt))) cite.append(citation ? " · " : "", source.t);
    if (!citation.toLowerCase().includes(kind)) cite.append(` (${kind})`);
    if (/^https?:\/\//.test(source.u)) {
      cite.append(" · ", el("a", { href: source.u + (fact.pg ? `#page=${fact.pg}` : ""), target: "_blank", rel: "noopener noreferrer" }, t("origin")));
    }
  }
  if (fact.c !== undefined) cite.append(` · ${t("confidence", { value: fact.c.toLocaleString(language === "da" ? "da-DK" : "en-GB") })}`);
  parts.push(cite);
  return parts;
}

function moneyKind(fact) {
  if (fact.n || fact.st === "rejected") return "money_rejected";
  if (fact.st === "proposed" || fact.st === "recommended") return "money_proposed";
  return tentative.has(fact.st) ? "money_expected" : `money_${fact.st === "decided" ? "decided" : "stated"}`;
}

// Statements in groups by predicate and direction; in a group, one entry for each other party with all its quotes.
function groups(facts, centre) {
  const found = new Map();
  const order = Object.keys(DATA.predicates);
  const told = new Set(facts.filter((f) => FACTS[f].it !== undefined).map((f) => `${FACTS[f].it} ${FACTS[f].o}`));
  for (const f of facts) {
    const fact = FACTS[f];
    if (fact.p === "discusses" && fact.o === centre && told.has(`${fact.s} ${fact.o}`)) continue; // stands under its council
    const forward = fact.s === centre || centre === null || fact.p === "partner_of";
    const title = fact.p === "funded_with" ? t(moneyKind(fact)) : predicateName(fact.p, forward);
    const place = order.indexOf(fact.p) < 0 ? 99 : order.indexOf(fact.p);
    const key = `${String(place).padStart(2, "0")}${forward ? 0 : 1}${title}`;
    if (!found.has(key)) found.set(key, { title, parties: new Map() });
    const other = fact.s === centre ? (fact.o !== undefined ? fact.o : `=${fact.v}`) : fact.s;
    const { parties } = found.get(key);
    if (!parties.has(other)) parties.set(other, []);
    parties.get(other).push(f);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function party(other, facts) {
  const head = typeof other === "number"
    ? [icon(typeOf(other)), " ", link(other)]
    : [el("strong", {}, FACTS[facts[0]].p === "decision" ? say(DATA.outcomes, other.slice(1)) : other.slice(1))];
  return el("li", {}, el("div", { class: "who" }, ...head), ...passages(facts));
}

function passages(facts) {
  const same = (f, g) => ["q", "st", "n", "by", "it"].every((key) => FACTS[f][key] === FACTS[g][key]) && JSON.stringify(FACTS[f].ql) === JSON.stringify(FACTS[g].ql);
  const ordered = [...facts].sort((f, g) => (FACTS[g].c || 0) - (FACTS[f].c || 0) || (FACTS[f].q ?? -1) - (FACTS[g].q ?? -1) || f - g);
  const shown = ordered.map((f, n) => evidence(f, n > 0 && same(f, ordered[n - 1])));
  const rest = shown.slice(PASSAGES);
  if (!rest.length) return shown.flat();
  return [...shown.slice(0, PASSAGES).flat(), el("details", { class: "places" }, el("summary", {}, count("more_places", rest.length)), ...rest.flat())];
}

function folded(items, tag, attributes) {
  const list = el(tag, attributes, ...items.slice(0, PART));
  if (items.length <= PART) return [list];
  const more = el("button", { type: "button", class: "all", onclick: () => {
    list.append(...items.slice(PART));
    more.remove();
  } }, t("show_all", { n: number(items.length) }));
  return [list, more];
}

function closer() {
  return el("button", { type: "button", class: "close", onclick: () => select(null) }, `${t("close")} ×`);
}

function showDetails() {
  const box = byId("details");
  box.replaceChildren();
  if (selected !== null) box.append(...aboutNode(selected));
  else if (selectedEdge !== null) box.append(...aboutEdge(EDGES[selectedEdge]));
  else box.append(...overview());
  if (selected !== null || selectedEdge !== null) showTab("details");
}

function aboutNode(i) {
  const entity = ENTITIES[i];
  const parts = [closer(), el("p", { class: "type" }, icon(typeOf(i)), typeName(typeOf(i)), NODES[i].mark ? badge("proposed", markOf(i)) : ""), el("h2", { tabindex: "-1" }, nameOf(i))];
  if (entity.v && entity.v !== nameOf(i)) parts.push(el("p", { class: "lede" }, t(typeOf(i) === "AMOUNT" ? "value_amount" : "value_date", { value: entity.v })));
  if (NODES[i].mark) parts.push(el("p", { class: "lede" }, t(`amount_${NODES[i].mark}`)));
  if (entity.sd) parts.push(el("p", { class: "lede" }, t("standing", { value: say(DATA.standings, entity.sd) })));
  if (entity.a) parts.push(el("p", { class: "aliases" }, t("aliases", { names: entity.a.join(" · ") })));
  const found = groups(factsOf[i], i);
  if (!found.length) parts.push(el("p", { class: "lede" }, t("no_facts")));
  for (const { title, parties } of found) {
    const items = [...parties].map(([other, facts]) => party(other, facts));
    parts.push(el("h3", {}, title.charAt(0).toUpperCase() + title.slice(1), el("span", {}, number(items.length))), ...folded(items, "ul", { class: "facts" }));
  }
  return parts;
}

function aboutEdge(edge) {
  const parts = [closer(), el("p", { class: "type" }, count("facts", edge.facts.length)), el("h2", { tabindex: "-1" }, t("between", { a: fullName(edge.from), b: fullName(edge.to) }))];
  const items = edge.facts.map((f) => {
    const fact = FACTS[f];
    return el("li", {}, el("div", { class: "who" }, icon(typeOf(fact.s)), " ", link(fact.s), el("span", { class: "said" }, ` ${predicateName(fact.p, true)} `), icon(typeOf(fact.o)), " ", link(fact.o)), ...evidence(f));
  });
  if (edge.facts.some((f) => FACTS[f].p === "dealt_with")) parts.push(el("p", { class: "lede" }, t("derived_note")));
  return [...parts, ...folded(items, "ul", { class: "facts" })];
}

const named = (i) => el("li", {}, icon(typeOf(i)), link(i), picture.degree.has(i) ? el("span", {}, number(picture.degree.get(i))) : "");

function overview() {
  const top = [...picture.nodes].filter((i) => typeStyle(typeOf(i)).core).sort((a, b) => picture.degree.get(b) - picture.degree.get(a) || a - b).slice(0, 12);
  const parts = [el("p", { class: "lede" }, t("intro"))];
  if (top.length) parts.push(el("h3", {}, t("most_connected")), el("ul", { class: "names" }, ...top.map(named)));
  return parts;
}

function showList() {
  const box = byId("list");
  box.replaceChildren(el("p", { class: "lede" }, t("list_lede")));
  for (const type of typeNames) {
    const found = picture.nodes.filter((i) => typeOf(i) === type).sort((a, b) => nameOf(a).localeCompare(nameOf(b), "da") || a - b);
    if (found.length) box.append(el("h3", {}, typeName(type, true), el("span", {}, number(found.length))), el("ul", { class: "names" }, ...found.map(named)));
  }
  const loose = [...picture.loose].sort((a, b) => nameOf(a).localeCompare(nameOf(b), "da") || a - b);
  if (loose.length) box.append(el("h3", {}, t("loose_list"), el("span", {}, number(loose.length))), el("ul", { class: "names loose" }, ...loose.map(named)));
}

function showTab(name) {
  for (const tab of ["details", "list"]) {
    byId(tab).hidden = tab !== name;
    byId(`tab-${tab}`).setAttribute("aria-selected", String(tab === name));
    byId(`tab-${tab}`).tabIndex = tab === name ? 0 : -1;
  }
}
