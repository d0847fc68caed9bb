// Somebody whose import is on its way sees how far it is and cancels it.
// Usage: node jobs.mjs ADDRESS CHROMIUM EMAIL PASSWORD [FOLDER_FOR_PICTURES]
import assert from "node:assert/strict";

import { barriers, open } from "./browser.mjs";

const [address, chromiumPath, email, password, pictures] = process.argv.slice(2);

async function home(look) {
  const opened = await open({ address, chromiumPath, ...look });
  await opened.page.getByLabel("E-mail").fill(email);
  await opened.page.getByRole("textbox", { name: "Password" }).fill(password);
  await opened.page.getByRole("button", { name: "Log in" }).click();
  const bar = opened.page.getByRole("progressbar", { name: "Import" });
  await bar.waitFor();
  await opened.page.waitForTimeout(600);
  return { ...opened, bar };
}

for (const look of [
  { width: 360, height: 740, colorScheme: "dark" },
  { width: 1440, height: 900, colorScheme: "light" },
]) {
  const { page, bar, errors, close } = await home(look);
  assert.equal(await bar.getAttribute("aria-valuenow"), "45");
  assert.match(await bar.getAttribute("aria-valuetext"), /45 %, March/);
  assert.deepEqual(await barriers(page), [], "axe");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
  if (pictures) await page.screenshot({ path: `${pictures}/jobs-${look.width}-${look.colorScheme}.png` });
  if (look.width === 1440) {
    await page.getByRole("button", { name: "Cancel: Import" }).click();
    await page.getByText("stopping").waitFor();
    process.stdout.write("cancelled\n");
    await page.getByText("Import cancelled.").waitFor();
    await bar.waitFor({ state: "detached" });
  }
  assert.deepEqual(errors, [], "the console");
  await close();
}
