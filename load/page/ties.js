// Ties as the page draws them itself: faint ones in their thousands, and all of them in a saved picture.
const MOST_FAINT = 20000; // more lines make a grey cloth and slow every move

// A tie's line from border to border: [x0, y0, c0x, c0y, c1x, c1y, x1, y1], a straight one in the network.
function tieLine(edge, placeOf) {
  const [start, end] = [placeOf(edge.source), placeOf(edge.target)];
  const bend = isNetwork() ? 0 : (end[0] - start[0]) * 0.45;
  const flat = isNetwork() || Math.abs(bend) < 1;
  const [c0, c1] = flat ? [end, start] : [[start[0] + bend, start[1]], [end[0] - bend, end[1]]];
  const [from, to] = [leave(edge.source, start, c0), leave(edge.target, end, c1)];
  return flat ? [...from, ...from, ...to, ...to] : [...from, ...c0, ...c1, ...to];
}

// Where a line from the middle of a node towards a point crosses the node's border.
function leave(node, [x, y], [towardsX, towardsY]) {
  const [dx, dy] = [towardsX - x, towardsY - y];
  const long = Math.hypot(dx, dy);
  if (!long) return [x, y];
  if (isNetwork()) return [x + (dx / long) * (node.dot / 2), y + (dy / long) * (node.dot / 2)];
  const share = Math.min(node.size[0] / 2 / Math.max(Math.abs(dx), 1e-6), node.size[1] / 2 / Math.max(Math.abs(dy), 1e-6), 1);
  return [x + dx * share, y + dy * share];
}

function drawTie(ctx, edge, placeOf) {
  const look = edgeStyle(edge);
  const [x0, y0, ax, ay, bx, by, x1, y1] = tieLine(edge, placeOf);
  ctx.save();
  ctx.globalAlpha = look.color.opacity;
  ctx.strokeStyle = look.color.color;
  ctx.fillStyle = look.color.color;
  ctx.lineWidth = look.width;
  ctx.setLineDash(look.dashes || []);
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.bezierCurveTo(ax, ay, bx, by, x1, y1);
  ctx.stroke();
  ctx.setLineDash([]);
  const angle = Math.atan2(y1 - by || y1 - y0, x1 - bx || x1 - x0);
  ctx.beginPath();
  for (const [far, turn] of [[0, 0], [7, 0.4], [7, -0.4]]) ctx.lineTo(x1 - far * Math.cos(angle + turn), y1 - far * Math.sin(angle + turn));
  ctx.closePath();
  ctx.fill();
  ctx.restore();
}

// One stroke for all faint ties of a colour: thousands of lines in a few milliseconds.
let faint = null;
function drawFaint(ctx) {
  if (!faint) {
    faint = new Map();
    for (const edge of shown.ties) {
      const colour = tieColour(edge);
      if (!faint.has(colour)) faint.set(colour, new Path2D());
      const [x0, y0] = shown.places.get(edge.source);
      const [x1, y1] = shown.places.get(edge.target);
      faint.get(colour).moveTo(x0, y0);
      faint.get(colour).lineTo(x1, y1);
    }
  }
  ctx.save();
  ctx.globalAlpha = lit || matches ? 0.05 : 0.22;
  ctx.lineWidth = Math.min(0.8 / network.getScale(), 3);
  for (const [colour, lines] of faint) {
    ctx.strokeStyle = colour;
    ctx.stroke(lines);
  }
  ctx.restore();
}
