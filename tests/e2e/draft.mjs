// Somebody is asked about a meal and mends it in the card: how much, which egg, one food more and out again, another meal; a word
// in the chat mends the same draft. Then it is added.
// Usage: node draft.mjs ADDRESS CHROMIUM EMAIL PASSWORD WIDTH light|dark [FOLDER_FOR_PICTURES]
import assert from "node:assert/strict";

import { barriers, open } from "./browser.mjs";

const [address, chromiumPath, email, password, width, colorScheme, pictures] = process.argv.slice(2);

const { page, errors, close } = await open({ address, chromiumPath, width: Number(width), height: 860, colorScheme });
const settled = async (what) => {
  assert.deepEqual(await barriers(page), [], `axe: ${what}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide: ${what}`);
  if (pictures) await page.screenshot({ path: `${pictures}/draft-${what}-${width}-${colorScheme}.png` });
};
await page.getByLabel("E-mail").fill(email);
await page.getByRole("textbox", { name: "Password" }).fill(password);
await page.getByRole("button", { name: "Log in" }).click();
const say = async (text) => {
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("button", { name: "Stop" }).waitFor({ state: "detached" });
};
await say("rice, no idea how much, and 2 eggs");
const draft = page.getByTestId("draft").last();
await draft.getByText("Is this right?").waitFor();
await settled("asked");

await draft.getByRole("button", { name: "Change Rice, cooked" }).click();
const rice = draft.getByRole("form", { name: "Change Rice, cooked" });
await rice.getByLabel("Unit").selectOption("g");
await rice.getByLabel("Amount").fill("200");
await settled("amount");
await rice.getByLabel("Amount").press("Enter");
await draft.getByText("200 g", { exact: true }).waitFor();
await rice.waitFor({ state: "detached" });

await draft.getByRole("button", { name: /^Change Egg/ }).click();
const boiled = "Egg, whole, boiled or poached";
await draft.getByRole("group", { name: "Or was it" }).getByRole("button", { name: boiled }).click();
await draft.getByRole("button", { name: `Change ${boiled}` }).waitFor();

await draft.getByRole("button", { name: "Add a food" }).click();
await draft.getByLabel("Add a food").fill("butter");
await page.getByRole("option", { name: "Butter", exact: true }).waitFor();
await settled("search");
await page.getByRole("option", { name: "Butter", exact: true }).click();
await draft.getByRole("button", { name: "Change Butter" }).click();
await draft.getByRole("button", { name: "Leave it out" }).click();
await draft.getByRole("button", { name: "Change Butter" }).waitFor({ state: "detached" });

await draft.getByRole("button", { name: "Change the meal or the day" }).click();
await draft.getByLabel("Meal", { exact: true }).selectOption("dinner");
await draft.getByRole("button", { name: /Dinner · Today/ }).waitFor();
await draft.getByLabel("Time").fill("19:15");
await draft.getByLabel("Time").blur();
await draft.locator("input[type=time]:enabled").waitFor();
await settled("place");

await say("make the rice 250 g");
await draft.getByText("250 g", { exact: true }).waitFor();
await draft.getByRole("button", { name: "Add to diary" }).click();
await draft.getByText("Added to your diary").waitFor();
assert.equal(await draft.getByRole("button").count(), 0);
await settled("added");
assert.deepEqual(errors, [], "the console");
await close();
