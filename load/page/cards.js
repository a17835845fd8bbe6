// Cards: how a node is drawn on the canvas. Sizes come from load/cards.py, which kept the room free.
const FONT = 13;
const LINE = 16;
const MARGIN = 7;
const STRIPE = 26;
const SIDE = 9;
const FACE = '"DejaVu Sans", system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const READABLE = 5; // pixels: below this height of letters the text is left out
const DASHES = { recommended: [7, 4], possible: [2, 3] };

function wrapLabel(ctx, node) {
  const width = node.size[0] - STRIPE - SIDE;
  const most = Math.max(1, Math.floor((node.size[1] - 2 * MARGIN) / LINE));
  const words = capital(node.label).split(/\s+/).flatMap((word) => breakWord(ctx, word, width));
  const lines = [];
  let line = "";
  for (const word of words) {
    const longer = line ? line + " " + word : word;
    if (line && ctx.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  let last = kept[most - 1];
  while (last && ctx.measureText(last + " …").width > width) last = Array.from(last).slice(0, -1).join("");
  kept[most - 1] = last.trimEnd() + " …";
  return kept;
}

function breakWord(ctx, word, width) {
  if (ctx.measureText(word).width <= width) return [word];
  const parts = [];
  let part = "";
  for (const char of word) {
    if (part && ctx.measureText(part + char).width > width) {
      parts.push(part);
      part = "";
    }
    part += char;
  }
  return [...parts, part];
}

function drawCard(ctx, node, x, y, look) {
  const [width, height] = node.size;
  const [left, top] = [x - width / 2, y - height / 2];
  const colour = colourOf(node.kind);
  const colours = theme();
  ctx.save();
  if (look.faded) ctx.globalAlpha = 0.28;
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, node.kind === "actor" ? 14 : 5);
  ctx.fillStyle = look.picked ? colours.picked : look.match ? colours.match : colours.card;
  ctx.fill();
  ctx.save();
  ctx.clip();
  ctx.fillStyle = colour;
  ctx.fillRect(left, top, STRIPE - 6, height);
  ctx.restore();
  ctx.lineWidth = look.picked ? 3.5 : look.hovered ? 2.5 : node.kind === "goal" ? 2 : 1.2;
  ctx.strokeStyle = look.picked ? colours.ink : colour;
  ctx.setLineDash(DASHES[node.attributes.commitment] || []);
  ctx.stroke();
  ctx.setLineDash([]);
  if (look.scale * FONT >= READABLE) drawText(ctx, node, left, top, colours);
  ctx.restore();
}

function drawText(ctx, node, left, top, colours) {
  ctx.font = (kindOf.get(node.kind).bold ? "bold " : "") + FONT + "px " + FACE;
  if (!node.lines) node.lines = wrapLabel(ctx, node);
  ctx.fillStyle = colours.card;
  drawIcon(ctx, kindOf.get(node.kind).icon, left + (STRIPE - 6) / 2, top + node.size[1] / 2, 5.5);
  ctx.fillStyle = colours.ink;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  const first = top + node.size[1] / 2 - ((node.lines.length - 1) * LINE) / 2;
  node.lines.forEach((line, number) => ctx.fillText(line, left + STRIPE, first + number * LINE));
  if (node.attributes.negated === "true") drawBadge(ctx, "not", left + node.size[0] - 4, top, colours);
}

function drawBadge(ctx, text, right, top, colours) {
  ctx.font = "bold 10px " + FACE;
  const width = ctx.measureText(text).width + 8;
  ctx.fillStyle = colours.ink;
  ctx.fillRect(right - width, top - 7, width, 14);
  ctx.fillStyle = colours.card;
  ctx.fillText(text, right - width + 4, top);
}

function drawFrames(ctx, frames) {
  const colours = theme();
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  for (const [title, x, y, width, height] of frames) {
    ctx.beginPath();
    ctx.roundRect(x, y, width, height, 8);
    ctx.fillStyle = colours.frame;
    ctx.fill();
    ctx.lineWidth = 1;
    ctx.strokeStyle = colours.frameLine;
    ctx.stroke();
    ctx.font = "bold 13px " + FACE;
    ctx.fillStyle = colours.soft;
    if (title) ctx.fillText(title, x + 14, y + 16);
  }
}
