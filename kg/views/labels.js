// The names on the canvas: always the same size on the screen, most connected first, never one over another.
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';
const LINE = 15;
const widths = new Map();

function wrap(text, wide) {
  if (wide || text.length <= 24) return text.length > 90 ? [text.slice(0, 45), text.slice(45, 88) + "…"] : [text];
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const line = lines[lines.length - 1];
    if (line && line.length + word.length + 1 > 24) {
      if (lines.length === 3) {
        lines[2] += " …";
        break;
      }
      lines.push(word);
    } else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.map((line) => (line.length > 30 ? line.slice(0, 29) + "…" : line));
}

function measure(context, text, font) {
  const key = font + text;
  if (!widths.has(key)) {
    context.font = font;
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}

const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

function drawLabels(context, network, picture, selected, near, hovered) {
  const scale = network.getScale();
  const { x: centreX, y: centreY } = network.getViewPosition();
  const { clientWidth: width, clientHeight: height } = byId("graph");
  const at = (i) => {
    const [x, y] = picture.points.get(i);
    return [(x - centreX) * scale + width / 2, (y - centreY) * scale + height / 2];
  };
  const weight = (i) => (i === selected ? 4e6 : i === hovered ? 3e6 : near.has(i) ? 1e6 : 0) + (typeStyle(typeOf(i)).core ? 6 : 0) - (DATA.hubs.includes(typeOf(i)) ? 4 : 0) + picture.degree.get(i);
  const order = [...picture.nodes].sort((a, b) => weight(b) - weight(a) || a - b);
  const tools = document.querySelector(".tools");
  const taken = [[width - tools.offsetWidth - 18, height - tools.offsetHeight - 18, width, height]];
  const discs = new Map();
  for (const i of order) {
    const [x, y] = at(i);
    const r = sizeOf(i) * scale;
    if (x > -200 && y > -60 && x < width + 200 && y < height + 60) discs.set(i, [x - r, y - r, x + r, y + r]);
  }
  const grid = [...discs];
  const obstacles = selected === null ? grid : grid.filter(([i]) => i === selected || near.has(i));
  context.save();
  context.setTransform(window.devicePixelRatio || 1, 0, 0, window.devicePixelRatio || 1, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const [rank, [i, disc]] of grid.entries()) {
    const special = i === selected || i === hovered;
    if (selected !== null && !special && !near.has(i)) continue;
    const font = `${special ? "600 13.5px" : typeStyle(typeOf(i)).core ? "600 12px" : "12px"} ${FONT}`;
    const lines = wrap(fullName(i), special);
    const w = Math.max(...lines.map((line) => measure(context, line, font))) / 2 + 3;
    const h = (lines.length * LINE) / 2;
    const [x, y] = [(disc[0] + disc[2]) / 2, (disc[1] + disc[3]) / 2];
    const r = (disc[2] - disc[0]) / 2 + 3;
    const middle = x > 0 && x < width ? Math.min(Math.max(x, w + 3), width - w - 3) : x; // names at the edge stay readable
    const [aside, off] = [r * 0.7 + w, r * 0.5 + h];
    const spots = [[middle, y + r + h], [middle, y - r - h], [x + r + w, y], [x - r - w, y],
      [x + aside, y + off], [x + aside, y - off], [x - aside, y + off], [x - aside, y - off]];
    const inside = x < 0 || x > width ? () => true : ([, , box]) => box[0] > 1 && box[1] > 1 && box[2] < width - 1 && box[3] < height - 1;
    const boxes = spots.map(([cx, cy]) => [cx, cy, [cx - w, cy - h, cx + w, cy + h]])
      .filter((spot) => special || (inside(spot) && !taken.some((other) => meets(spot[2], other))));
    const covers = ([, , box]) => obstacles.reduce((sum, [j, other]) => sum + (j !== i && meets(box, other) ? (j === selected ? 50 : typeStyle(typeOf(j)).core || DATA.hubs.includes(typeOf(j)) ? 2 : 1) : 0), 0);
    // Councils and the most connected are looked for first: named even where the name covers a part of another node.
    const patience = special ? 1e9 : near.has(i) ? 4 : rank < 16 || (typeOf(i) === "COUNCIL" && picture.degree.get(i) >= 3) ? 1 : 0;
    const best = boxes.map((spot) => [covers(spot), spot]).sort(([m], [n]) => m - n)[0];
    if (best && best[0] <= patience) {
      const [cx, cy, box] = best[1];
      taken.push([box[0] - 4, box[1] - 3, box[2] + 4, box[3] + 3]);
      context.font = font;
      lines.forEach((line, n) => {
        const baseline = cy - h + LINE * (n + 0.5);
        context.strokeStyle = "rgba(255,255,255,.92)";
        context.lineWidth = 4;
        context.strokeText(line, cx, baseline);
        context.fillStyle = NODES[i].mark ? "#8a3c00" : "#1c1f22";
        context.fillText(line, cx, baseline);
      });
    }
  }
  if (selected !== null && near.size <= 14) drawPredicates(context, picture, selected, at, taken);
  context.restore();
}

function drawPredicates(context, picture, selected, at, taken) {
  const font = `italic 11.5px ${FONT}`;
  for (const edge of picture.edges) {
    if (edge.from !== selected && edge.to !== selected) continue;
    const [a, b] = [at(edge.from), at(edge.to)];
    const fact = FACTS[edge.facts.find(passes)];
    const words = predicateName(fact.p, true) + (tentativeEdge(edge) ? ` (${say(DATA.statuses, fact.st)})` : "");
    const text = fact.p === "partner_of" ? words : at(fact.s)[0] <= at(fact.o)[0] ? `${words} →` : `← ${words}`;
    const w = measure(context, text, font) / 2 + 2;
    for (const part of [0.5, 0.62, 0.38]) {
      const [x, y] = [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
      const box = [x - w, y - 8, x + w, y + 8];
      if (taken.some((other) => meets(box, other))) continue;
      taken.push(box);
      context.font = font;
      context.lineWidth = 4;
      context.strokeStyle = "rgba(255,255,255,.95)";
      context.strokeText(text, x, y);
      context.fillStyle = "#4d545a";
      context.fillText(text, x, y);
      break;
    }
  }
}
