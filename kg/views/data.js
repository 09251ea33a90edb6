// What the page knows, in which language it speaks, and which names and links a choice of filters draws.
const DATA = JSON.parse(document.getElementById("data").textContent);
const { nodes: NODES, edges: EDGES, entities: ENTITIES, facts: FACTS, texts: TEXTS, sources: SOURCES } = DATA;
let language = "da";

const byId = (id) => document.getElementById(id);
const pair = (words, word) => (Object.hasOwn(words, word) ? words[word] : [String(word).replaceAll("_", " "), String(word).replaceAll("_", " ")]);
const say = (words, word) => pair(words, word)[language === "da" ? 0 : 1];

function t(key, values = {}) {
  return DATA.strings[key][language === "da" ? 0 : 1].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

const number = (n) => n.toLocaleString(language === "da" ? "da-DK" : "en-GB");
const count = (key, n) => t(key + (n === 1 ? "_one" : "_many"), { n: number(n) });

// Text from documents only ever becomes text nodes and attributes set one by one; nothing is parsed as HTML.
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const OTHER = { family: "details", shape: "hexagon", colour: "#C9D1D3", border: "#5F6B70", on: false, core: false };
const typeOf = (i) => NODES[i].group;
function typeStyle(name) {
  if (Object.hasOwn(DATA.types, name)) return DATA.types[name];
  const word = name.replaceAll("_", " ");
  return { ...OTHER, da: word, en: word, daMany: word, enMany: word };
}
const typeName = (name, many = false) => typeStyle(name)[language + (many ? "Many" : "")];
const nameOf = (i) => NODES[i].label;
const markOf = (i) => (NODES[i].mark ? t(NODES[i].mark + "_mark") : "");
const fullName = (i) => nameOf(i) + (NODES[i].mark ? ` (${markOf(i)})` : "");

const factsOf = NODES.map(() => []);
FACTS.forEach((fact, f) => {
  factsOf[fact.s].push(f);
  if (fact.o !== undefined && fact.o !== fact.s) factsOf[fact.o].push(f);
});
const edgesOf = NODES.map(() => []);
EDGES.forEach((edge, e) => {
  edge.id = e;
  edgesOf[edge.from].push(e);
  edgesOf[edge.to].push(e);
});

function tally(values) {
  const found = new Map();
  for (const value of values) found.set(value, (found.get(value) || 0) + 1);
  return found;
}
const typeCounts = tally(NODES.map((node) => node.group));
const linkFacts = [...new Set(EDGES.flatMap((edge) => edge.facts))];
const predicateCounts = tally(linkFacts.map((f) => FACTS[f].p));
const statusCounts = tally(linkFacts.map((f) => FACTS[f].st));

// ---- filters

const typeNames = [...new Set([...Object.keys(DATA.types), ...typeCounts.keys()])];
const filters = { types: new Set(), predicates: new Set(), statuses: new Set(), limit: DATA.limit, loose: false, focus: new Set() };

function resetFilters() {
  filters.types = new Set(typeNames.filter((name) => typeStyle(name).on));
  filters.predicates = new Set(predicateCounts.keys());
  filters.statuses = new Set([...statusCounts.keys()].filter((name) => name !== "rejected"));
  filters.limit = DATA.limit;
  filters.loose = false;
  filters.focus = new Set();
}

const passes = (f) => filters.predicates.has(FACTS[f].p) && filters.statuses.has(FACTS[f].st);
const tentative = new Set(DATA.tentative);
const structure = new Set(DATA.structure);
const weakEdge = (edge) => edge.facts.filter(passes).every((f) => structure.has(FACTS[f].p));

// The drawn set: councils and programmes that are switched on and of which a link says more than where they belong,
// everything switched on that a chain of such links ties to them, and the regions and municipalities these belong to
// (without any of those, or with `loose`: whatever has a link); most connected first, up to the limit; `focus` always.
function choose() {
  const alive = EDGES.filter((edge) => edge.facts.some(passes));
  const on = NODES.map((node) => filters.types.has(node.group));
  const around = NODES.map(() => []);
  const belongs = NODES.map(() => []);
  for (const edge of alive) {
    if (on[edge.from] && on[edge.to]) {
      const found = !filters.loose && weakEdge(edge) ? belongs : around;
      found[edge.from].push(edge.to);
      found[edge.to].push(edge.from);
    }
  }
  const all = [...NODES.keys()];
  const core = (i) => typeStyle(NODES[i].group).core;
  const named = all.filter((i) => on[i] && core(i));
  const first = named.filter((i) => filters.loose || around[i].length);
  const reached = new Set(first.length ? first : all.filter((i) => on[i] && (around[i].length || belongs[i].length)));
  const queue = [...reached];
  while (queue.length) {
    for (const i of around[queue.pop()]) {
      if (!reached.has(i)) {
        reached.add(i);
        queue.push(i);
      }
    }
  }
  for (const i of [...reached]) {
    for (const n of belongs[i]) if (DATA.hubs.includes(NODES[n].group)) reached.add(n);
  }
  const ranked = [...reached].sort((a, b) => around[b].length - around[a].length || core(b) - core(a) || a - b);
  const drawn = new Set(ranked.slice(0, filters.limit));
  for (const i of filters.focus) drawn.add(i);
  return {
    nodes: [...drawn].sort((a, b) => a - b),
    edges: alive.filter((edge) => drawn.has(edge.from) && drawn.has(edge.to)),
    hidden: ranked.slice(filters.limit).filter((i) => !drawn.has(i)).length,
    loose: named.filter((i) => !reached.has(i) && !drawn.has(i)),
  };
}

// A name that is not drawn comes in with those it is most linked with.
function bringIn(i) {
  const near = edgesOf[i]
    .filter((e) => EDGES[e].facts.some(passes))
    .map((e) => (EDGES[e].from === i ? EDGES[e].to : EDGES[e].from))
    .sort((a, b) => Number(filters.types.has(typeOf(b))) - Number(filters.types.has(typeOf(a))) || edgesOf[b].length - edgesOf[a].length || a - b);
  filters.focus = new Set([i, ...near.slice(0, 25)]);
}

// ---- search

const fold = (text) => text.toLowerCase().normalize("NFC").replaceAll("aa", "å").replaceAll("ae", "æ").replaceAll("oe", "ø").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const searchable = NODES.map((node, i) => [node.label, ...(ENTITIES[i].a || [])].map(fold));

function search(query, most) {
  const words = fold(query).split(" ").filter(Boolean);
  if (!words.length) return [];
  const whole = words.join(" ");
  const hits = [];
  searchable.forEach((names, i) => {
    let best = 9;
    names.forEach((name, place) => {
      if (!words.every((word) => name.includes(word))) return;
      const rank = name === whole ? 0 : name.startsWith(whole) ? 1 : ` ${name}`.includes(` ${whole}`) ? 2 : 3;
      best = Math.min(best, rank + (place ? 0.5 : 0));
    });
    if (best < 9) hits.push([best, i]);
  });
  hits.sort(([a, i], [b, j]) => a - b || edgesOf[j].length - edgesOf[i].length || i - j);
  return hits.slice(0, most).map(([, i]) => i);
}
