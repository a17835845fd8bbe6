// Painting: all that is shown, as one picture of its own, on a canvas or as SVG.
const EDGE = 16; // points of paper around the drawing
const MOST_DOTS = 8000; // of the longer side of a saved picture; browsers refuse larger canvases
const SHARP = 2; // dots for each point, where the limit lets it

function paint(ctx, box, scale) {
  ctx.fillStyle = theme().paper;
  ctx.fillRect(box.left - EDGE, box.top - EDGE, box.right - box.left + 2 * EDGE, box.bottom - box.top + 2 * EDGE);
  const places = network.getPositions();
  const placeOf = (node) => [places[node.id].x, places[node.id].y];
  drawFrames(ctx, shown.frames);
  for (const edge of shown.ties) drawTie(ctx, edge, placeOf);
  const all = [...shown.places.keys()].map((node) => [node, ...placeOf(node)]);
  for (const [node, x, y] of all) drawNode(ctx, node, x, y, { ...lookOf(node), scale });
  if (isNetwork()) drawLabels(ctx, scale, all, (box.right - box.left) * (box.bottom - box.top) * scale * scale);
}

function paintCanvas() {
  const box = measureShown();
  const [wide, high] = [box.right - box.left + 2 * EDGE, box.bottom - box.top + 2 * EDGE];
  const scale = Math.min(SHARP, MOST_DOTS / Math.max(wide, high));
  const canvas = make("canvas", { width: Math.ceil(wide * scale), height: Math.ceil(high * scale) });
  const ctx = canvas.getContext("2d");
  ctx.scale(scale, scale);
  ctx.translate(EDGE - box.left, EDGE - box.top);
  paint(ctx, box, scale);
  return canvas;
}

const paintPng = () => new Promise((resolve) => paintCanvas().toBlob(resolve));

// On paper stands a picture of all that is shown, not the part that happens to be in the window.
window.addEventListener("beforeprint", () => byId("printed").replaceChildren(shown.places.size ? paintCanvas() : ""));
window.addEventListener("afterprint", () => byId("printed").replaceChildren());

function paintSvg() {
  const box = measureShown();
  const ctx = new SvgContext();
  paint(ctx, box, 1);
  return ctx.write(box.left - EDGE, box.top - EDGE, box.right - box.left + 2 * EDGE, box.bottom - box.top + 2 * EDGE, document.title);
}
