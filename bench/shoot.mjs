// node shoot.mjs RIG ENTRY PICTURES.json FOLDER: draws each picture by ENTRY's window.draw(scene, theme), with the
// packages installed in RIG. Nothing is fetched.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const [rig, entry, pictures, folder] = process.argv.slice(2).map((each) => path.resolve(each));
const require = createRequire(path.join(rig, "package.json"));
const { build } = require("esbuild");
const { chromium } = require("playwright-core");

const bundle = await build({
  entryPoints: [entry],
  nodePaths: [path.join(rig, "node_modules")],
  bundle: true,
  write: false,
  outdir: "out",
  format: "iife",
  jsx: "automatic",
  minify: true,
  logLevel: "error",
  define: { "process.env.NODE_ENV": '"production"' },
});
const text = (ending) => bundle.outputFiles.find((file) => file.path.endsWith(ending)).text;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
});
const page = await browser.newPage();
let wrong = 0;
page.on("pageerror", (fault) => {
  wrong += 1;
  console.error(fault.message);
});
await page.route("**/*", (route) => (route.request().url().startsWith("data:") ? route.continue() : route.abort()));
await page.setContent("<!doctype html><html><body></body></html>");
await page.addStyleTag({ content: text(".css") });
await page.addScriptTag({ content: text(".js") });
for (const { file, width, theme, scene } of JSON.parse(fs.readFileSync(pictures, "utf8"))) {
  await page.setViewportSize({ width, height: 600 });
  await page.evaluate(([what, how]) => window.draw(what, how), [scene, theme]);
  await page.waitForFunction(() => document.querySelector("#picture")?.childElementCount > 0);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await page.locator("#picture").screenshot({ path: path.join(folder, file) });
}
await browser.close();
process.exit(wrong ? 1 : 0);
