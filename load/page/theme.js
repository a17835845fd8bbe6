// Colours of the canvas, in light and dark; those of the rest of the page are in page.css.
const THEMES = {
  light: { paper: "#ffffff", card: "#ffffff", ink: "#1c1c1c", soft: "#5d6670", frame: "#f5f6f8", frameLine: "#e1e4e8",
    edge: "#8d97a1", accent: "#004f8c", picked: "#fff6d6", match: "#ffe08a" },
  dark: { paper: "#17191c", card: "#23272c", ink: "#eeeeee", soft: "#a9b2bb", frame: "#1d2024", frameLine: "#33383f",
    edge: "#737d87", accent: "#8ccbff", picked: "#4a4220", match: "#7a6210" },
};
const darkWanted = window.matchMedia("(prefers-color-scheme: dark)");
let themeName = darkWanted.matches ? "dark" : "light";
const theme = () => THEMES[themeName];

// A kind's colour, lighter on dark paper so that it keeps its contrast.
function colourOf(kindName) {
  const colour = kindOf.get(kindName).colour;
  return themeName === "dark" ? mix(colour, "#ffffff", 0.35) : colour;
}

function mix(first, second, share) {
  const part = (colour, at) => parseInt(colour.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) => Math.round(part(first, at) * (1 - share) + part(second, at) * share));
  return "#" + parts.map((value) => value.toString(16).padStart(2, "0")).join("");
}

function setTheme(name) {
  themeName = name;
  document.documentElement.dataset.theme = name;
  byId("theme").setAttribute("aria-pressed", String(name === "dark"));
}
