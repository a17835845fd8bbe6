// Pictures: the part of a page that a quote stands on, cut out, with its words boxed.
const AROUND = 26; // points of the page shown above and below the boxes, and at their sides
const LEAST_WIDE = 330; // points of the page that a picture shows at least, so that it holds a few words more
const MOST_HIGH = 190; // points, beside the text; the whole is in the large picture
const SHARPNESS = 2; // dots of the canvas for each point shown
const picturesOf = new Map(); // document and page -> pictures in order
data.pictures.forEach(([document, page, top, width, height], number) => {
  const key = document + ":" + page;
  if (!picturesOf.has(key)) picturesOf.set(key, []);
  picturesOf.get(key).push({ number, page, top, width, height });
});

// The boxes of a quote by page: Map of page to list of [left, top, right, bottom] in points.
function boxesOf(row) {
  const numbers = data.evidence[row][5];
  const pages = new Map();
  for (let at = 0; at + 4 < numbers.length; at += 5) {
    if (!pages.has(numbers[at])) pages.set(numbers[at], []);
    pages.get(numbers[at]).push(numbers.slice(at + 1, at + 5));
  }
  return pages;
}

function findPicture(document, page, boxes) {
  const [top, bottom] = [Math.min(...boxes.map((box) => box[1])), Math.max(...boxes.map((box) => box[3]))];
  return (picturesOf.get(document + ":" + page) || []).find((one) => one.top <= top + 1 && one.top + one.height >= bottom - 1);
}

function loadPicture(number) {
  const image = new Image();
  image.src = "data:image/png;base64," + byId("picture-" + number).textContent;
  return image.decode().then(() => image);
}

// The part of the picture around the boxes, in points of the page: [left, top, width, height].
function cutOut(picture, boxes) {
  const edges = [Math.min(...boxes.map((box) => box[0])), Math.min(...boxes.map((box) => box[1])), Math.max(...boxes.map((box) => box[2])), Math.max(...boxes.map((box) => box[3]))];
  const wide = Math.min(picture.width, Math.max(edges[2] - edges[0] + 2 * AROUND, LEAST_WIDE));
  const left = Math.min(Math.max((edges[0] + edges[2] - wide) / 2, 0), picture.width - wide);
  const top = Math.max(edges[1] - AROUND, picture.top);
  const high = Math.min(edges[3] + AROUND - top, MOST_HIGH, picture.top + picture.height - top);
  return [left, top, wide, high];
}

function drawPicture(image, picture, boxes, [left, top, wide, high]) {
  const dots = image.width / picture.width;
  const canvas = make("canvas", { width: Math.round(wide * SHARPNESS), height: Math.max(Math.round(high * SHARPNESS), 1) });
  const ctx = canvas.getContext("2d");
  ctx.imageSmoothingQuality = "high";
  ctx.scale(SHARPNESS, SHARPNESS);
  ctx.drawImage(image, left * dots, (top - picture.top) * dots, wide * dots, high * dots, 0, 0, wide, high);
  ctx.globalCompositeOperation = "multiply"; // the letters stay black
  for (const [x0, y0, x1, y1] of boxes) {
    ctx.fillStyle = "#ffeb99";
    ctx.fillRect(x0 - left - 1, y0 - top - 1, x1 - x0 + 2, y1 - y0 + 2);
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = "#b3261e";
    ctx.strokeRect(x0 - left - 1.5, y0 - top - 1.5, x1 - x0 + 3, y1 - y0 + 3);
  }
  return canvas;
}

// Returns figures with the pictures of a quote, or words that say why there is none.
function makePictures(row) {
  const [document, , quote, start, end] = data.evidence[row];
  const source = data.sources[document];
  if (!source || !source.drawn) return [];
  const words = quote.slice(start, end);
  const figures = [];
  let without = false;
  for (const [page, boxes] of boxesOf(row)) {
    const picture = findPicture(document, page, boxes);
    if (picture) figures.push(makeFigure(picture, boxes, words));
    else without = true;
  }
  if (without) figures.push(make("p", { class: "hint" }, explainGap(source)));
  return figures;
}

function explainGap(source) {
  if (source.missing) return "No picture: " + source.missing;
  return "No picture: this file holds so many pictures and no more, the pages that most nodes and ties rest on first. Open the page instead.";
}

function makeFigure(picture, boxes, words) {
  const name = "Page " + picture.page + " where it says “" + words.slice(0, 120) + "”, boxed. Enlarge.";
  const button = make("button", { type: "button", class: "crop", "aria-label": name, title: "Enlarge" });
  const place = cutOut(picture, boxes);
  button.style.aspectRatio = place[2] + " / " + place[3];
  loadPicture(picture.number).then((image) => {
    button.append(drawPicture(image, picture, boxes, place));
    button.dataset.drawn = "true";
    button.addEventListener("click", () => enlarge(image, picture, boxes));
  });
  return button;
}

function enlarge(image, picture, boxes) {
  const canvas = drawPicture(image, picture, boxes, [0, picture.top, picture.width, picture.height]);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "Part of page " + picture.page + " with the words boxed");
  const dialog = byId("large");
  byId("large-body").replaceChildren(canvas);
  dialog.showModal();
  const shownHigh = canvas.getBoundingClientRect().height / picture.height;
  byId("large-body").scrollTop = (boxes[0][1] - picture.top) * shownHigh - 120;
}

byId("large-close").addEventListener("click", () => byId("large").close());
byId("large").addEventListener("click", (event) => { if (event.target === byId("large")) byId("large").close(); });
