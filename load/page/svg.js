// A drawing context that writes SVG: the part of the canvas's that the cards, dots and ties are drawn with.
class SvgContext {
  constructor() {
    this.parts = [];
    this.path = [];
    this.stack = [];
    this.clips = 0;
    this.look = { fillStyle: "#000000", strokeStyle: "#000000", lineWidth: 1, globalAlpha: 1, font: "10px sans-serif", textAlign: "left", textBaseline: "top", lineJoin: "miter", dash: [], inside: "" };
    for (const name of Object.keys(this.look)) Object.defineProperty(this, name, { get: () => this.look[name], set: (value) => { this.look[name] = value; } });
    this.measure = document.createElement("canvas").getContext("2d");
  }

  save() { this.stack.push({ ...this.look }); }
  restore() { this.look = this.stack.pop() || this.look; }
  setLineDash(dash) { this.look.dash = dash; }
  beginPath() { this.path = []; }
  moveTo(x, y) { this.path.push("M" + tidy(x) + " " + tidy(y)); }
  lineTo(x, y) { this.path.push((this.path.length ? "L" : "M") + tidy(x) + " " + tidy(y)); }
  bezierCurveTo(...at) { this.path.push("C" + at.map(tidy).join(" ")); }
  closePath() { this.path.push("Z"); }
  rect(x, y, width, height) { this.path.push("M" + tidy(x) + " " + tidy(y) + "h" + tidy(width) + "v" + tidy(height) + "h" + tidy(-width) + "Z"); }

  roundRect(x, y, width, height, wanted) {
    const r = Math.min(wanted, width / 2, height / 2);
    const corner = (dx, dy) => "a" + tidy(r) + " " + tidy(r) + " 0 0 1 " + tidy(dx) + " " + tidy(dy);
    this.path.push("M" + tidy(x + r) + " " + tidy(y) + "h" + tidy(width - 2 * r) + corner(r, r) + "v" + tidy(height - 2 * r) + corner(-r, r) +
      "h" + tidy(2 * r - width) + corner(-r, -r) + "v" + tidy(2 * r - height) + corner(r, -r) + "Z");
  }

  arc(x, y, r, from, to, back) {
    const full = Math.abs(to - from) >= 2 * Math.PI - 1e-6;
    const half = from + (back ? -Math.PI : Math.PI);
    const point = (angle) => tidy(x + r * Math.cos(angle)) + " " + tidy(y + r * Math.sin(angle));
    const turn = (angle, large) => "A" + tidy(r) + " " + tidy(r) + " 0 " + large + " " + (back ? 0 : 1) + " " + point(angle);
    this.path.push((this.path.length && !full ? "L" : "M") + point(from));
    if (full) this.path.push(turn(half, 0), turn(from, 0), "Z");
    else this.path.push(turn(to, Math.abs(to - from) > Math.PI ? 1 : 0));
  }

  fill() { this.add("path", { d: this.path.join(""), fill: this.look.fillStyle }); }
  stroke() { this.add("path", { d: this.path.join(""), fill: "none", ...this.line() }); }
  fillRect(x, y, width, height) { this.add("rect", { x: tidy(x), y: tidy(y), width: tidy(width), height: tidy(height), fill: this.look.fillStyle }); }
  measureText(text) { this.measure.font = this.look.font; return this.measure.measureText(text); }
  fillText(text, x, y) { this.add("text", { ...this.words(x, y), fill: this.look.fillStyle }, text); }
  strokeText(text, x, y) { this.add("text", { ...this.words(x, y), fill: "none", ...this.line() }, text); }

  clip() {
    this.clips += 1;
    this.parts.push('<clipPath id="c' + this.clips + '"><path d="' + this.path.join("") + '"/></clipPath>');
    this.look.inside = "url(#c" + this.clips + ")";
  }

  line() { return { stroke: this.look.strokeStyle, "stroke-width": tidy(this.look.lineWidth), "stroke-linejoin": this.look.lineJoin, "stroke-dasharray": this.look.dash.join(" ") }; }
  words(x, y) {
    const [, weight, size, family] = this.look.font.match(/^(bold )?([\d.]+)px (.*)$/);
    const shift = { middle: 0.35, top: 0.85 }[this.look.textBaseline] || 0;
    return { x: tidy(x), y: tidy(y + shift * Number(size)), "font-size": size, "font-family": family, "font-weight": weight ? "bold" : "", "text-anchor": this.look.textAlign === "center" ? "middle" : "" };
  }

  add(tag, attributes, text) {
    const all = { ...attributes, opacity: this.look.globalAlpha === 1 ? "" : this.look.globalAlpha, "clip-path": this.look.inside };
    const written = Object.entries(all).filter(([, value]) => value !== "").map(([name, value]) => " " + name + '="' + escapeXml(value) + '"').join("");
    this.parts.push("<" + tag + written + (text === undefined ? "/>" : ">" + escapeXml(text) + "</" + tag + ">"));
  }

  write(left, top, width, height, title) {
    return '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="' + [left, top, width, height].map(tidy).join(" ") +
      '" width="' + tidy(width) + '" height="' + tidy(height) + '"><title>' + escapeXml(title) + "</title>" + this.parts.join("\n") + "</svg>\n";
  }
}

const tidy = (number) => String(Math.round(number * 100) / 100);
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const XML_MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeXml = (value) => String(value).replace(FORBIDDEN, " ").replace(/[&<>"]/g, (mark) => XML_MARKS[mark]);
