// What stands around Slack's blocks: a message in a channel, a modal, a Home tab. The blocks themselves are drawn by
// slack-blocks-to-jsx; what it does not know is drawn here.
import React from "react";
import { createRoot } from "react-dom/client";
import { Message } from "slack-blocks-to-jsx";
import "slack-blocks-to-jsx/dist/style.css";
import "./frame.css";

const LOGO =
  "data:image/svg+xml," +
  encodeURIComponent(
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><rect width='16' height='16' rx='3' fill='#10609f'/>" +
      "<path d='M4 4h8v2H4zm0 3.5h8V9H4zM4 11h5v1.5H4z' fill='#fff'/></svg>",
  );

// The library takes `verbatim` for "no marks at all"; on Slack it only keeps bare addresses and names from being linked.
function dressed(blocks) {
  return JSON.parse(JSON.stringify(blocks, (key, value) => (key === "verbatim" ? undefined : value)));
}

function Blocks({ blocks, theme }) {
  return <Message blocks={dressed(blocks)} name="Presswatch" logo={LOGO} theme={theme} withoutWrapper />;
}

function Field({ block }) {
  const { element } = block;
  const menu = element.type === "static_select";
  const value = menu ? element.initial_option?.text.text : element.initial_value;
  const hollow = value ? "" : " hollow";
  return (
    <div className="field">
      <div className="label">
        {block.label.text}
        {block.optional ? <span className="optional"> (optional)</span> : null}
      </div>
      <div className={`box${menu ? " menu" : ""}${element.multiline ? " several" : ""}${hollow}`}>
        {value || element.placeholder?.text || " "}
      </div>
      {block.hint ? <div className="hint">{block.hint.text}</div> : null}
      {block.error ? <div className="error">{block.error}</div> : null}
    </div>
  );
}

// Neighbours that are not fields go to the library together, so that it spaces them as in a message.
function Parts({ blocks, theme }) {
  const parts = [];
  for (const block of blocks) {
    const last = parts[parts.length - 1];
    if (block.type === "input") parts.push(block);
    else if (Array.isArray(last)) last.push(block);
    else parts.push([block]);
  }
  return parts.map((part, i) =>
    Array.isArray(part) ? <Blocks key={i} blocks={part} theme={theme} /> : <Field key={i} block={part} />,
  );
}

function Post({ scene, theme }) {
  return (
    <div className="post">
      <img src={LOGO} alt="" />
      <div>
        <div className="who">
          <b>Presswatch</b> <span className="app">APP</span> <span className="time">{scene.time}</span>
        </div>
        {scene.only ? <div className="only">Only visible to you</div> : null}
        <Blocks blocks={scene.blocks} theme={theme} />
        {scene.edited ? <span className="time">(edited)</span> : null}
      </div>
    </div>
  );
}

function Modal({ view, theme }) {
  return (
    <div className="modal">
      <div className="bar">
        <img src={LOGO} alt="" />
        <b>{view.title.text}</b>
        <span className="close">×</span>
      </div>
      <div className="body">
        <Parts blocks={view.blocks} theme={theme} />
      </div>
      <div className="foot">
        <span className="button">{view.close.text}</span>
        <span className="button go">{view.submit.text}</span>
      </div>
    </div>
  );
}

function Home({ view, theme }) {
  return (
    <div className="home">
      <div className="bar">
        <img src={LOGO} alt="" />
        <b>Presswatch</b>
      </div>
      <div className="tabs">
        <span className="on">Home</span>
        <span>Messages</span>
        <span>About</span>
      </div>
      <div className="body">
        <Blocks blocks={view.blocks} theme={theme} />
      </div>
    </div>
  );
}

const KINDS = { modal: Modal, home: Home };

window.draw = (scene, theme) => {
  document.documentElement.dataset.theme = theme;
  document.documentElement.className = theme;
  document.body.innerHTML = "<div id='picture'></div>";
  const Kind = KINDS[scene.view?.type];
  const shown = Kind ? <Kind view={scene.view} theme={theme} /> : <Post scene={scene} theme={theme} />;
  createRoot(document.getElementById("picture")).render(shown);
};
