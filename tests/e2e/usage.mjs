// Somebody uses their share of the language model up: the answer says so, and the account shows what was taken.
// Usage: node usage.mjs ADDRESS CHROMIUM EMAIL PASSWORD [FOLDER_FOR_PICTURES]
import assert from "node:assert/strict";

import { barriers, open } from "./browser.mjs";

const [address, chromiumPath, email, password, pictures] = process.argv.slice(2);
const SPENT = "Your share of the language model for today is used up";

async function look({ isFirst = false, ...how }) {
  const { page, errors, close } = await open({ address, chromiumPath, ...how });
  const settled = async (what) => {
    assert.deepEqual(await barriers(page), [], `axe: ${what}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide: ${what}`);
    if (pictures) await page.screenshot({ path: `${pictures}/usage-${what}-${how.width}-${how.colorScheme}.png` });
  };
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  const box = page.getByRole("textbox", { name: "Message" });
  await box.waitFor();
  if (isFirst) {
    for (const text of ["hello", "two boiled eggs"]) {
      await box.fill(text);
      await box.press("Enter");
      await page.getByText(text, { exact: true }).waitFor();
      await page.getByRole("button", { name: "Send" }).waitFor();
    }
  }
  // What was said is done all the same.
  await page.getByTestId("receipt").waitFor();
  await page.getByRole("note").filter({ hasText: SPENT }).waitFor();
  await page.waitForTimeout(400);
  await settled("note");
  await page.getByRole("button", { name: /^Account of/ }).click();
  const usage = page.getByRole("region", { name: "Language model" });
  await usage.getByText("Today: 110 of 100 tokens").waitFor();
  await usage.getByText(/^Today’s share is used up. It is back at/).waitFor();
  assert.equal(await usage.getByRole("progressbar", { name: "Used today" }).getAttribute("value"), "1");
  await settled("account");
  assert.deepEqual(errors, [], "the console");
  await close();
}

for (const colorScheme of ["light", "dark"]) {
  await look({ width: 1440, height: 900, colorScheme, isFirst: colorScheme === "light" });
  await look({ width: 390, height: 844, colorScheme });
}
