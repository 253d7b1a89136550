// Teams' own bar chart, which adaptivecards does not have.
import * as Cards from "adaptivecards";

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, FOOT, HEAD, AXIS] = [520, 190, 22, 8, 30];

function shape(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

// The least round number of steps of one, two or five that the highest value fits below.
function steps(highest) {
  const size = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((each) => highest / each <= 5) ?? highest;
  return Array.from({ length: Math.ceil(highest / size) + 1 }, (_, i) => i * size);
}

export class VerticalBars extends Cards.CardElement {
  getJsonTypeName() {
    return "Chart.VerticalBar";
  }
  internalParse(source, context) {
    super.internalParse(source, context);
    this.bars = source.data;
    this.title = source.title;
  }
  internalRender() {
    const marks = steps(Math.max(1, ...this.bars.map(({ y }) => y)));
    const top = marks[marks.length - 1];
    const height = (value) => ((HEIGHT - FOOT - HEAD) * value) / top;
    const chart = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "chart", role: "img", "aria-label": this.title });
    for (const mark of marks) {
      const y = HEIGHT - FOOT - height(mark);
      chart.append(shape("line", { x1: AXIS, x2: WIDTH, y1: y, y2: y, class: "grid" }));
      chart.append(shape("text", { x: AXIS - 8, y: y + 4, class: "axis end" }, mark));
    }
    const room = (WIDTH - AXIS) / this.bars.length;
    this.bars.forEach(({ x, y }, i) => {
      const middle = AXIS + room * (i + 0.5);
      const wide = Math.min(34, room * 0.6);
      const place = { x: middle - wide / 2, y: HEIGHT - FOOT - height(y), width: wide, height: height(y), rx: 2 };
      chart.append(shape("rect", { ...place, class: "bar" }));
      chart.append(shape("text", { x: middle, y: HEIGHT - 6, class: "axis middle" }, x));
    });
    return chart;
  }
}
