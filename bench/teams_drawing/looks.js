// How cards look in Teams, by theme: what a card calls "default", "accent" or "attention" in colours.
const THEMES = {
  light: {
    card: "#ffffff",
    ink: ["#242424", "#616161"],
    line: "#e0e0e0",
    accent: "#4f52b2",
    good: "#0e700e",
    warning: "#835b00",
    attention: "#b10e1c",
    boxes: { emphasis: "#f0f0f0", accent: "#ebebfb", good: "#e7f2e7", warning: "#fdf6e3", attention: "#fcedee" },
  },
  dark: {
    card: "#292929",
    ink: ["#ffffff", "#adadad"],
    line: "#525252",
    accent: "#9ea2f2",
    good: "#54b054",
    warning: "#feee66",
    attention: "#e37d80",
    boxes: { emphasis: "#333333", accent: "#2f2f4a", good: "#1c3a1c", warning: "#463100", attention: "#4b1d20" },
  },
  contrast: {
    card: "#000000",
    ink: ["#ffffff", "#ffffff"],
    line: "#ffffff",
    accent: "#ffff01",
    good: "#3ff23f",
    warning: "#ffff01",
    attention: "#ff8f8f",
    boxes: { emphasis: "#000000", accent: "#000000", good: "#000000", warning: "#000000", attention: "#000000" },
  },
};

function colours({ ink, accent, good, warning, attention }) {
  const both = (colour) => ({ default: colour, subtle: colour });
  return {
    default: { default: ink[0], subtle: ink[1] },
    accent: both(accent),
    good: both(good),
    warning: both(warning),
    attention: both(attention),
  };
}

// What adaptivecards takes for its look.
export function hostConfig(theme) {
  const look = THEMES[theme];
  const foregroundColors = colours(look);
  const boxes = Object.entries(look.boxes).map(([name, backgroundColor]) => [name, { backgroundColor, foregroundColors }]);
  return {
    fontFamily: "inherit",
    spacing: { small: 4, default: 8, medium: 12, large: 20, extraLarge: 28, padding: 16 },
    separator: { lineThickness: 1, lineColor: look.line },
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    containerStyles: { default: { backgroundColor: look.card, foregroundColors }, ...Object.fromEntries(boxes) },
    factSet: { title: { weight: "bolder", maxWidth: 200 }, spacing: 16 },
    inputs: { label: { inputSpacing: "small", requiredInputs: { weight: "bolder" }, optionalInputs: { weight: "bolder" } } },
    actions: { maxActions: 6, buttonSpacing: 8, actionsOrientation: "horizontal", actionAlignment: "left", spacing: "default" },
    table: { cellSpacing: 8 },
    textStyles: { columnHeader: { weight: "bolder" }, heading: { weight: "bolder", size: "large" } },
    supportsInteractivity: true,
  };
}
