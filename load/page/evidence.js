// Quotes: a sentence of a document with the words that matter marked, where it stands, and how it looks there.
const MOST_PICTURES = 3; // of a node or tie that are shown at once; the others come on a click
const MOST_QUOTES = 3; // before "Show all"

function makeQuote(row, withPictures) {
  const [document, page, quote, start, end, , ocr] = data.evidence[row];
  const block = make("blockquote", {}, quote.slice(0, start), make("mark", {}, quote.slice(start, end)), quote.slice(end));
  block.append(make("footer", {}, [document >= 0 ? documents[document].label : "", page ? "p. " + page : "", ocr ? "read by OCR" : ""].filter(Boolean).join(", "), " ", openLink(document, page)));
  if (withPictures) {
    block.append(...makePictures(row));
  } else if (document >= 0 && data.sources[document].drawn && data.evidence[row][5].length) {
    const more = make("button", { type: "button", class: "link" }, "Show it on the page");
    more.addEventListener("click", () => more.replaceWith(...makePictures(row)));
    block.append(more);
  }
  return block;
}

// A link to the source at a page, where the source is known.
function openLink(document, page) {
  const source = data.sources[document];
  if (!source || !source.link) return "";
  const address = source.link + (source.drawn && page ? "#page=" + page : "");
  return make("a", { href: address, target: "_blank", rel: "noopener", title: "Opens the source. It is found as long as this page and the source lie where they lay when the page was made." }, source.drawn ? "open page" : "open source");
}

function makeQuotes(item) {
  const rest = item.evidence.slice(MOST_QUOTES);
  const unlisted = item.mentions - item.evidence.length;
  const parts = [make("h3", {}, "Where it says so"), ...item.evidence.slice(0, MOST_QUOTES).map((row, number) => makeQuote(row, number < MOST_PICTURES))];
  const hint = unlisted > 0 ? make("p", { class: "hint" }, "and " + plural(unlisted, "more place") + " in the documents") : "";
  if (!rest.length) return [...parts, hint];
  const all = make("button", { type: "button", class: "link" }, "Show " + plural(rest.length, "more quote"));
  all.addEventListener("click", () => all.replaceWith(...rest.map((row) => makeQuote(row, false)), hint));
  return [...parts, all];
}

function firstPage(edge) {
  const page = edge.evidence && edge.evidence.length ? data.evidence[edge.evidence[0]][1] : 0;
  return page ? "p. " + page : "";
}
