// A headless Chromium with one page that notices everything a person would not be shown.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// The browser's driver and axe are packages of the page's own.
const packages = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = packages("playwright-core");
const axe = readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8");

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Opens the page at an address; `errors` collects what went to the console or was thrown. */
export async function open({ address, chromiumPath, width = 1440, height = 900, colorScheme = "light", scale = 1 }) {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: FLAGS });
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, deviceScaleFactor: scale });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const errors = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(address).origin) errors.push(`asked somebody else: ${request.url()}`);
  });
  await page.goto(address);
  return { page, errors, close: () => browser.close() };
}

/** What axe finds serious or critical on the page as it is now. */
export async function barriers(page) {
  await page.waitForFunction(() => document.getAnimations().every((each) => each.playState !== "running"));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
