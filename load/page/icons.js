// One icon for each kind, drawn in a square of side 2r around (x, y) with the context's fill colour.
const ICONS = {
  page(ctx, x, y, r) {
    ctx.rect(x - r * 0.7, y - r, r * 1.4, r * 2);
  },
  star(ctx, x, y, r) {
    for (let point = 0; point < 10; point += 1) {
      const far = point % 2 ? r * 0.45 : r * 1.1;
      const angle = (Math.PI / 5) * point - Math.PI / 2;
      ctx.lineTo(x + far * Math.cos(angle), y + far * Math.sin(angle));
    }
  },
  layers(ctx, x, y, r) {
    for (const top of [-1, -0.25, 0.5]) ctx.rect(x - r, y + r * top, r * 2, r * 0.48);
  },
  arrow(ctx, x, y, r) {
    polygon(ctx, [[x - r, y - r * 0.35], [x, y - r * 0.35], [x, y - r], [x + r, y], [x, y + r], [x, y + r * 0.35], [x - r, y + r * 0.35]]);
  },
  target(ctx, x, y, r) {
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.moveTo(x + r * 0.62, y);
    ctx.arc(x, y, r * 0.62, 0, 2 * Math.PI, true);
    ctx.moveTo(x + r * 0.28, y);
    ctx.arc(x, y, r * 0.28, 0, 2 * Math.PI);
  },
  diamond(ctx, x, y, r) {
    polygon(ctx, [[x, y - r], [x + r, y], [x, y + r], [x - r, y]]);
  },
  flower(ctx, x, y, r) {
    for (let petal = 0; petal < 5; petal += 1) {
      const angle = ((2 * Math.PI) / 5) * petal - Math.PI / 2;
      const [px, py] = [x + r * 0.58 * Math.cos(angle), y + r * 0.58 * Math.sin(angle)];
      ctx.moveTo(px + r * 0.42, py);
      ctx.arc(px, py, r * 0.42, 0, 2 * Math.PI);
    }
  },
  person(ctx, x, y, r) {
    ctx.arc(x, y - r * 0.5, r * 0.48, 0, 2 * Math.PI);
    ctx.moveTo(x - r * 0.85, y + r);
    ctx.arc(x, y + r, r * 0.85, Math.PI, 2 * Math.PI);
  },
  triangle(ctx, x, y, r) {
    polygon(ctx, [[x, y - r], [x + r * 1.05, y + r * 0.8], [x - r * 1.05, y + r * 0.8]]);
  },
  scroll(ctx, x, y, r) {
    polygon(ctx, [[x - r * 0.7, y - r], [x + r * 0.25, y - r], [x + r * 0.75, y - r * 0.5], [x + r * 0.75, y + r], [x - r * 0.7, y + r]]);
  },
  pin(ctx, x, y, r) {
    ctx.arc(x, y - r * 0.3, r * 0.65, Math.PI * 0.85, Math.PI * 2.15);
    ctx.lineTo(x, y + r * 1.05);
  },
};

function polygon(ctx, points) {
  for (const [x, y] of points) ctx.lineTo(x, y);
  ctx.closePath();
}

function drawIcon(ctx, name, x, y, r) {
  ctx.beginPath();
  ICONS[name](ctx, x, y, r);
  ctx.fill();
}

// A small picture of a kind's icon for the legend and the panel.
function makeIcon(kindName) {
  const canvas = make("canvas", { width: 36, height: 36, class: "icon", "aria-hidden": "true" });
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = colourOf(kindName);
  ctx.beginPath();
  ctx.roundRect(0, 0, 36, 36, 8);
  ctx.fill();
  ctx.fillStyle = theme().card;
  drawIcon(ctx, kindOf.get(kindName).icon, 18, 18, 9);
  return canvas;
}
