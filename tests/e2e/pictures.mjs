// The pictures of the README, of a FitHub that is running: node tests/e2e/pictures.mjs ADDRESS EMAIL PASSWORD [CHROMIUM]
import { open } from "./browser.mjs";

const [address, email, password, chromiumPath = "/usr/bin/chromium"] = process.argv.slice(2);
const folder = new URL("../../docs/images/", import.meta.url).pathname;

const PICTURES = [
  { name: "today-1440-light.png", width: 1440, height: 900, colorScheme: "light" },
  { name: "chat-390-dark.png", width: 390, height: 844, colorScheme: "dark", scale: 2 },
  { name: "today-390-dark.png", width: 390, height: 844, colorScheme: "dark", scale: 2, pane: "Today" },
];

for (const { name, pane, ...look } of PICTURES) {
  const { page, errors, close } = await open({ address, chromiumPath, ...look });
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("textbox", { name: "Message" }).waitFor();
  if (pane !== undefined) await page.getByRole("button", { name: pane, exact: true }).click();
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}${name}` });
  process.stdout.write(`${name} ${errors.join("; ")}\n`);
  await close();
}
