// The picture: vis-network draws the chosen nodes at the places that the build worked out.
const SMOOTH = window.matchMedia("(prefers-reduced-motion: no-preference)").matches;
const LINES = { derived: "#0b6aa8", stated: "#6f787f", tentative: "#c25a00", structure: "#b3babf" };
const DASHES = { derived: false, stated: false, tentative: [7, 5], structure: [2, 3] };
let picture = { nodes: [], edges: [], hidden: 0, loose: [], points: new Map(), degree: new Map(), grain: 1 };
let selected = null; // a node
let selectedEdge = null;
let hovered = null;
let near = new Set();
let network = null;
const drawnNodes = new vis.DataSet([]);
const drawnEdges = new vis.DataSet([]);

const predicateName = (p, forward) => pair4(p)[(language === "da" ? 0 : 2) + (forward ? 0 : 1)];
const pair4 = (p) => (Object.hasOwn(DATA.predicates, p) ? DATA.predicates[p] : Array(4).fill(p.replaceAll("_", " ")));
const tentativeEdge = (edge) => edge.facts.filter(passes).every((f) => tentative.has(FACTS[f].st));
const derivedEdge = (edge) => edge.facts.filter(passes).some((f) => FACTS[f].x);

function lineOf(edge) {
  const kind = derivedEdge(edge) ? "derived" : weakEdge(edge) ? "structure" : tentativeEdge(edge) ? "tentative" : "stated";
  const weight = edge.facts.filter(passes).length;
  const width = { derived: 2.6, stated: 1.5, tentative: 1.8, structure: 1 }[kind];
  return { kind, width: kind === "structure" ? width : Math.min(5, width + 0.6 * Math.sqrt(weight - 1)), dashes: DASHES[kind] };
}

function startGraph() {
  network = new vis.Network(byId("graph"), { nodes: drawnNodes, edges: drawnEdges }, DATA.options);
  network.on("afterDrawing", (context) => drawLabels(context, network, picture, selected, near, hovered));
  network.on("hoverNode", ({ node }) => { hovered = node; byId("graph").style.cursor = "pointer"; network.redraw(); });
  network.on("blurNode", () => { hovered = null; byId("graph").style.cursor = ""; network.redraw(); });
  network.on("hoverEdge", () => { byId("graph").style.cursor = "pointer"; });
  network.on("blurEdge", () => { byId("graph").style.cursor = ""; });
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) select(nodes[0]);
    else if (edges.length) selectEdge(edges[0]);
    else select(null);
  });
  network.on("dragEnd", ({ nodes }) => {
    for (const [i, { x, y }] of Object.entries(network.getPositions(nodes))) picture.points.set(Number(i), [x, y]);
  });
  network.on("dragging", ({ nodes }) => {
    for (const [i, { x, y }] of Object.entries(network.getPositions(nodes))) picture.points.set(Number(i), [x, y]);
  });
}

// The build's places, stretched to the frame so that a full view has scale 1: sizes and widths are pixels there.
function place(chosen) {
  const box = byId("graph");
  const [width, height] = [box.clientWidth - Math.min(170, box.clientWidth * 0.28), Math.max(box.clientHeight - 90, 160)];
  const known = new Set(DATA.first);
  const xy = chosen.nodes.map((i) => [NODES[i].x, NODES[i].y]);
  stretch(xy, width, height);
  if (chosen.nodes.some((i) => !known.has(i))) {
    relax(chosen, xy, Math.sqrt((width * height) / Math.max(xy.length, 1)));
    stretch(xy, width, height);
  }
  return new Map(chosen.nodes.map((i, n) => [i, xy[n]]));
}

function stretch(xy, width, height) {
  if (!xy.length) return;
  const [left, top, right, bottom] = xy.reduce(([a, b, c, d], [x, y]) => [Math.min(a, x), Math.min(b, y), Math.max(c, x), Math.max(d, y)], [Infinity, Infinity, -Infinity, -Infinity]);
  let [sx, sy] = [width / Math.max(right - left, 1), height / Math.max(bottom - top, 1)];
  [sx, sy] = [Math.min(sx, sy * 1.8), Math.min(sy, sx * 1.8)];
  if (xy.length < 4) [sx, sy] = [Math.min(sx, 2), Math.min(sy, 2)];
  for (const point of xy) {
    point[0] = (point[0] - (left + right) / 2) * sx;
    point[1] = (point[1] - (top + bottom) / 2) * sy;
  }
}

// Names that the build's first view does not hold stand close around their neighbours; a few rounds of the same
// forces as in layout.py, from those places, make room for them.
function relax(chosen, xy, room) {
  const index = new Map(chosen.nodes.map((i, n) => [i, n]));
  const size = xy.length;
  const rounds = size > 700 ? 25 : 70;
  for (let round = 0; round < rounds; round += 1) {
    const heat = room * 0.5 * (1 - round / rounds) + 0.5;
    const move = xy.map(([x, y]) => [-0.02 * x, -0.02 * y]);
    for (let a = 0; a < size; a += 1) {
      for (let b = a + 1; b < size; b += 1) {
        const dx = xy[a][0] - xy[b][0];
        const dy = xy[a][1] - xy[b][1];
        const squared = dx * dx + dy * dy + 1;
        if (squared > 16 * room * room) continue;
        const push = (0.6 * room * room) / squared;
        move[a][0] += dx * push; move[a][1] += dy * push;
        move[b][0] -= dx * push; move[b][1] -= dy * push;
      }
    }
    for (const edge of chosen.edges) {
      const [a, b] = [index.get(edge.from), index.get(edge.to)];
      const [dx, dy] = [xy[b][0] - xy[a][0], xy[b][1] - xy[a][1]];
      const pull = Math.min(0.25, Math.sqrt(dx * dx + dy * dy) / (room * 12));
      move[a][0] += dx * pull; move[a][1] += dy * pull;
      move[b][0] -= dx * pull; move[b][1] -= dy * pull;
    }
    xy.forEach((point, n) => {
      const length = Math.sqrt(move[n][0] ** 2 + move[n][1] ** 2) + 0.001;
      const step = Math.min(length, heat) / length;
      point[0] += move[n][0] * step;
      point[1] += move[n][1] * step;
    });
  }
}

const sizeOf = (i) => NODES[i].size * picture.grain;

function draw({ fit = true } = {}) {
  const chosen = choose();
  const degree = new Map(chosen.nodes.map((i) => [i, 0]));
  for (const edge of chosen.edges) {
    degree.set(edge.from, degree.get(edge.from) + 1);
    degree.set(edge.to, degree.get(edge.to) + 1);
  }
  const room = Math.sqrt((byId("graph").clientWidth * byId("graph").clientHeight) / Math.max(chosen.nodes.length, 1));
  const grain = Math.min(0.85, Math.max(0.4, room / 120));
  picture = { ...chosen, points: place(chosen), degree, grain };
  if (selected !== null && !degree.has(selected)) selected = null;
  if (selectedEdge !== null && !picture.edges.some((edge) => edge.id === selectedEdge)) selectedEdge = null;
  near = neighbours(selected);
  drawnNodes.clear();
  drawnEdges.clear();
  drawnNodes.add(chosen.nodes.map((i) => {
    const [x, y] = picture.points.get(i);
    const { id, group, shape, shapeProperties } = NODES[i];
    return { id, group, shape, size: sizeOf(i), x, y, ...(shapeProperties ? { shapeProperties } : {}), opacity: shade(i) };
  }));
  drawnEdges.add(chosen.edges.map((edge) => ({ id: edge.id, from: edge.from, to: edge.to, ...look(edge) })));
  if (fit) fitAll();
  tell();
}

const neighbours = (i) => new Set(i === null ? [] : picture.edges.filter((e) => e.from === i || e.to === i).map((e) => (e.from === i ? e.to : e.from)));
const shade = (i) => (selected === null || i === selected || near.has(i) ? 1 : 0.18);

function look(edge) {
  const { kind, width, dashes } = lineOf(edge);
  const lit = selected === null ? { derived: 0.85, stated: 0.62, tentative: 0.8, structure: 0.6 }[kind] : edge.from === selected || edge.to === selected ? 0.95 : 0.07;
  const chosen = edge.id === selectedEdge;
  return { width: chosen ? width + 2.5 : width, dashes, color: { color: LINES[kind], highlight: LINES[kind], hover: LINES[kind], opacity: chosen ? 1 : lit } };
}

function shadeAll() {
  near = neighbours(selected);
  drawnNodes.update(picture.nodes.map((i) => ({ id: i, opacity: shade(i) })));
  drawnEdges.update(picture.edges.map((edge) => ({ id: edge.id, ...look(edge) })));
  network.unselectAll();
  if (selected !== null) network.selectNodes([selected], false);
}

function fitAll() {
  if (!picture.nodes.length) return;
  network.moveTo({ position: { x: 0, y: 0 }, scale: 1, animation: false });
}

function select(i, { move = false } = {}) {
  if (i !== null && !picture.degree.has(i)) {
    bringIn(i);
    selected = i;
    selectedEdge = null;
    draw({ fit: false });
    move = true;
  }
  selected = i;
  selectedEdge = null;
  shadeAll();
  if (i !== null && move) {
    const close = [i, ...near].map((n) => picture.points.get(n));
    const spread = Math.max(...close.map(([x, y]) => Math.hypot(x - picture.points.get(i)[0], y - picture.points.get(i)[1])), 60);
    const scale = Math.min(1.8, Math.max(0.9, (Math.min(byId("graph").clientWidth, byId("graph").clientHeight) * 0.42) / spread));
    network.focus(i, { scale, animation: SMOOTH ? { duration: 350, easingFunction: "easeInOutQuad" } : false });
  }
  remember();
  showDetails();
  peek();
}

// On a narrow screen the details lie below the picture.
function peek() {
  const facts = selected !== null ? factsOf[selected].length : selectedEdge !== null ? EDGES[selectedEdge].facts.length : 0;
  const name = selected !== null ? fullName(selected) : selectedEdge !== null ? t("between", { a: nameOf(EDGES[selectedEdge].from), b: nameOf(EDGES[selectedEdge].to) }) : "";
  byId("peek").hidden = !facts;
  byId("peek").textContent = t("peek", { name, facts: count("facts", facts) });
}

function selectEdge(e) {
  selected = null;
  selectedEdge = e;
  shadeAll();
  network.selectEdges([e]);
  remember();
  showDetails();
  peek();
}

function tell() {
  const links = count("links", picture.edges.length);
  const words = [t("status", { nodes: count("nodes", picture.nodes.length), links })];
  if (picture.hidden) words.push(count("hidden", picture.hidden));
  if (picture.loose.length) words.push(count("loose", picture.loose.length));
  byId("status").textContent = words.join(" ");
  const empty = byId("empty");
  empty.hidden = picture.nodes.length > 0;
  empty.replaceChildren();
  if (!picture.nodes.length) {
    const none = NODES.length === 0;
    empty.append(el("p", {}, el("strong", {}, t(none ? "empty" : "nothing"))), el("p", {}, t(none ? "empty_note" : "nothing_note")));
    if (!none) empty.append(el("button", { type: "button", class: "plain", onclick: reset }, t("reset")));
  }
  showList();
}
