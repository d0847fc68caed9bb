// Somebody sends a photo of their plate: picks it, sees it, takes one out again, sends it, and adds what it shows to the diary.
// Usage: node photo.mjs ADDRESS CHROMIUM EMAIL PASSWORD PICTURE [FOLDER_FOR_PICTURES]
import assert from "node:assert/strict";

import { barriers, open } from "./browser.mjs";

const [address, chromiumPath, email, password, picture, pictures] = process.argv.slice(2);

async function look({ isFirst = false, ...how }) {
  const { page, errors, close } = await open({ address, chromiumPath, ...how });
  const settled = async (what) => {
    assert.deepEqual(await barriers(page), [], `axe: ${what}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide: ${what}`);
    if (pictures) await page.screenshot({ path: `${pictures}/photo-${what}-${how.width}-${how.colorScheme}.png` });
  };
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("textbox", { name: "Message" }).waitFor();

  // By the keyboard alone: the button opens the chooser.
  const chooser = page.locator("input[type=file]");
  await chooser.evaluate((input) => input.addEventListener("click", (event) => (event.preventDefault(), (globalThis.isOpened = true)), { once: true }));
  await page.getByRole("button", { name: "Add photos" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => globalThis.isOpened);
  await chooser.setInputFiles([picture]);
  const added = page.getByRole("list", { name: "Photos of this message" });
  await added.getByRole("img").waitFor();
  await page.getByRole("button", { name: "Add photos, 1 photo added" }).waitFor();
  await settled("added");
  await page.getByRole("button", { name: "Leave photo 1 out" }).click();
  await added.waitFor({ state: "detached" });
  assert.ok(await page.getByRole("button", { name: "Send" }).isDisabled());
  if (isFirst) {
    await chooser.setInputFiles([{ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no") }]);
    await page.getByText("That is no picture that can be read here.").waitFor();
    await chooser.setInputFiles([picture]);
    await added.getByRole("img").waitFor();
    await page.getByRole("button", { name: "Send" }).click();
  }
  const draft = page.getByTestId("draft").first();
  await draft.getByText("Grilled chicken", { exact: false }).or(draft.getByText(/chicken/i)).first().waitFor();
  if (isFirst) {
    await page.getByRole("log").getByRole("img").waitFor();
    await page.getByRole("button", { name: "Send" }).waitFor();
    assert.equal(await page.getByTestId("entry").count(), 0);
    await settled("asked");
    await draft.getByRole("button", { name: "Add to diary" }).click();
  }
  await draft.getByText("Added to your diary").waitFor();
  await page.waitForTimeout(400);
  if (!isFirst) await page.getByText("1 photo, not kept").waitFor();
  await settled("done");
  assert.deepEqual(errors, [], "the console");
  await close();
}

for (const colorScheme of ["light", "dark"]) {
  await look({ width: 1440, height: 900, colorScheme, isFirst: colorScheme === "light" });
  await look({ width: 390, height: 844, colorScheme });
}
