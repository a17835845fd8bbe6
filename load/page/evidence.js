// Quotes: a sentence of a document with the words that matter marked, and where it stands.
function makeQuote(row) {
  const [document, page, quote, start, end] = data.evidence[row];
  const block = make("blockquote", {}, quote.slice(0, start), make("mark", {}, quote.slice(start, end)), quote.slice(end));
  const title = document >= 0 ? documents[document].label : "";
  block.append(make("footer", {}, [title, page ? "p. " + page : ""].filter(Boolean).join(", ")));
  return block;
}

function makeQuotes(item) {
  const quotes = item.evidence.map(makeQuote);
  const more = item.mentions - item.evidence.length;
  if (more > 0) quotes.push(make("p", { class: "hint" }, "and " + plural(more, "more place") + " in the documents"));
  return [make("h3", {}, "Where it says so"), ...quotes];
}

function firstPage(edge) {
  const page = edge.evidence && edge.evidence.length ? data.evidence[edge.evidence[0]][1] : 0;
  return page ? "p. " + page : "";
}
