// What stands around a card in Teams: who posted it, when, and whom it is shown to. The card is drawn by adaptivecards.
import * as Cards from "adaptivecards";
import { VerticalBars } from "./chart.js";
import { html } from "./markdown.js";
import { hostConfig } from "./looks.js";
import "./frame.css";

const LOGO =
  "data:image/svg+xml," +
  encodeURIComponent(
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><rect width='16' height='16' rx='3' fill='#10609f'/>" +
      "<path d='M4 4h8v2H4zm0 3.5h8V9H4zM4 11h5v1.5H4z' fill='#fff'/></svg>",
  );

Cards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = html(text);
  result.didProcess = true;
};

function made(name, classes, ...inside) {
  const element = document.createElement(name);
  element.className = classes;
  element.append(...inside);
  return element;
}

function drawnCard({ card, without }, theme) {
  const adaptive = new Cards.AdaptiveCard();
  adaptive.hostConfig = new Cards.HostConfig(hostConfig(theme));
  const context = new Cards.SerializationContext(Cards.Versions.v1_5);
  const known = Cards.GlobalRegistry.elements;
  known.register("Table", Cards.Table, Cards.Versions.v1_5); // a bundler leaves out the line that does so
  if (without === "charts") known.unregister("Chart.VerticalBar");
  else known.register("Chart.VerticalBar", VerticalBars);
  adaptive.parse(card, context);
  if (context.eventCount > (without ? 1 : 0)) throw new Error(context.getEventAt(0).message);
  return adaptive.render();
}

window.draw = (scene, theme) => {
  document.documentElement.dataset.theme = theme;
  const avatar = made("img", "avatar");
  avatar.src = LOGO;
  const who = made("div", "who", made("b", "", "Presswatch"), made("span", "time", scene.time));
  if (scene.edited) who.append(made("span", "time", "Edited"));
  const whom = scene.only ? [made("div", "only", "Only you can see this message.")] : [];
  const post = made("div", "post", avatar, made("div", "message", who, made("div", "bubble", drawnCard(scene, theme)), ...whom));
  const picture = made("div", "", post);
  picture.id = "picture";
  document.body.replaceChildren(picture);
};
