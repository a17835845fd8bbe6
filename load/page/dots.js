// Dots: how a node is drawn in the network, with labels where there is room for them.
const LABEL = 12; // pixels: the height of labels on the screen, whatever the scale
const MOST_LETTERS = 34; // of a label beside a dot; all of it is in the tip
const LEAST_RADIUS = 2.5; // pixels
const ROOM = 11000; // square pixels of the window for each label, so that dots and lines are seen too
const CELL = 40; // pixels: the grid in which taken places are looked up

function drawDot(ctx, node, x, y, look) {
  const radius = Math.max(node.dot / 2, LEAST_RADIUS / look.scale);
  const colours = theme();
  ctx.save();
  if (look.faded) ctx.globalAlpha = 0.2;
  ctx.beginPath();
  if (node.kind === "actor") ctx.roundRect(x - radius, y - radius, radius * 2, radius * 2, radius * 0.5);
  else ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = colourOf(node.kind);
  ctx.fill();
  ctx.lineWidth = look.picked ? 4 : look.hovered || look.match ? 3 : 1;
  ctx.strokeStyle = look.picked || look.hovered || look.match ? colours.ink : colours.paper;
  ctx.stroke();
  if (look.scale * radius > 4) {
    ctx.fillStyle = colours.card;
    drawIcon(ctx, kindOf.get(node.kind).icon, x, y, radius * 0.55);
  }
  ctx.restore();
}

// Labels from the most tied node down, each only where it covers no other and no dot that has one.
function drawLabels(ctx, scale, inSight, room) {
  const taken = new Map();
  const colours = theme();
  ctx.font = LABEL / scale + "px " + FACE;
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineWidth = 3 / scale;
  ctx.lineJoin = "round";
  let left = room / ROOM;
  for (const [node, x, y] of listLabelled(inSight)) {
    if (left < 1) return;
    if (!node.short) node.short = shorten(capital(node.label), MOST_LETTERS);
    const half = (ctx.measureText(node.short).width * scale) / 2 + 3;
    const top = y * scale + (node.dot / 2) * scale + 2;
    const box = [x * scale - half, top, x * scale + half, top + LABEL + 3];
    if (!takePlace(taken, box)) continue;
    left -= 1;
    ctx.strokeStyle = colours.paper;
    ctx.strokeText(node.short, x, top / scale);
    ctx.fillStyle = colours.ink;
    ctx.fillText(node.short, x, top / scale);
  }
}

const shorten = (text, most) => (text.length > most ? text.slice(0, most - 1).trimEnd() + "…" : text);

// Nodes that may have a label, those that stand out first; while some do, only they.
function listLabelled(inSight) {
  const rank = (node) => (state.picked && state.picked.id === node.id ? 2 : hovered === node ? 1 : 0);
  const all = inSight.filter(([node]) => !lookOf(node).faded);
  return all.sort(([one], [other]) => rank(other) - rank(one) || other.dot - one.dot || inOrder(one, other));
}

function takePlace(taken, [left, top, right, bottom]) {
  const cells = [];
  for (let column = Math.floor(left / CELL); column <= right / CELL; column += 1) {
    for (let row = Math.floor(top / CELL); row <= bottom / CELL; row += 1) cells.push(column + ":" + row);
  }
  const covers = ([l, t, r, b]) => l < right && r > left && t < bottom && b > top;
  if (cells.some((cell) => (taken.get(cell) || []).some(covers))) return false;
  for (const cell of cells) taken.set(cell, [...(taken.get(cell) || []), [left, top, right, bottom]]);
  return true;
}
