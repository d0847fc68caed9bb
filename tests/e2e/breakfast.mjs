// A newcomer's first breakfast: register, say it, see the rows and their sum, take it back, find it all again after a reload.
// Usage: node breakfast.mjs ADDRESS CHROMIUM EMAIL PASSWORD
import assert from "node:assert/strict";

import { barriers, open } from "./browser.mjs";

const [address, chromiumPath, email, password] = process.argv.slice(2);
const { page, errors, close } = await open({ address, chromiumPath });

const breakfast = page.getByRole("region", { name: "Breakfast" });
const rows = breakfast.getByTestId("entry");
const receipt = page.getByTestId("receipt");
const energy = page.getByTestId("energy-eaten");

async function step(name, work) {
  try {
    await work();
    assert.deepEqual(await barriers(page), [], "axe");
    assert.deepEqual(errors, [], "the console");
  } catch (error) {
    const shown = await page.locator("body").innerText();
    throw new Error(`${name}\n--- the page says ---\n${shown}\n--- the console says ---\n${errors.join("\n")}`, { cause: error });
  }
}

try {
  await step("registers", async () => {
    await page.getByRole("button", { name: "Create an account" }).click();
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("textbox", { name: "Password" }).fill(password);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByText("Nothing here yet").waitFor();
  });

  await step("says what they ate, and sees it in the chat and in the day", async () => {
    const box = page.getByRole("textbox", { name: "Message" });
    await box.fill("two eggs and a slice of toast with butter for breakfast");
    await box.press("Enter");
    await receipt.waitFor();
    await rows.first().waitFor();
    assert.equal(await rows.count(), 3);
    const [shown, logged] = [await breakfast.innerText(), await receipt.innerText()];
    for (const food of [/egg/i, /toast|bread/i, /butter/i]) {
      assert.match(shown, food);
      assert.match(logged, food);
    }
    const eaten = Number((await energy.innerText()).replace(/[^\d.]/g, ""));
    assert.ok(eaten > 150 && eaten < 500, `${eaten} kcal for two eggs and a buttered toast`);
    // The answer has ended: the way to say more is open again.
    await page.getByRole("button", { name: "Send" }).waitFor();
    await page.getByTestId("answer").waitFor();
  });

  await step("takes it back, and sees it gone", async () => {
    await receipt.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Nothing here yet").waitFor();
    await receipt.getByText("Taken back").waitFor();
    assert.equal(await rows.count(), 0);
    assert.equal(await energy.innerText(), "0");
  });

  await step("finds the conversation again after a reload", async () => {
    await page.reload();
    await page.getByTestId("said").waitFor();
    await receipt.getByText("Taken back").waitFor();
    await page.getByText("Nothing here yet").waitFor();
  });

  await step("takes back at once what was written beside entries, by the one button of the turn", async () => {
    const box = page.getByRole("textbox", { name: "Message" });
    await box.fill("a banana, 500 ml of water and a 30 minute run");
    await box.press("Enter");
    const answer = page.getByRole("article", { name: "FitHub" }).last();
    await answer.locator('[data-tool="log_activity"]').waitFor();
    await answer.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Nothing here yet").waitFor();
    await answer.getByText("Taken back").last().waitFor();
    assert.equal(await answer.getByRole("button", { name: "Undo" }).count(), 0);
  });

  await step("logs out", async () => {
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("button", { name: "Log out" }).click();
    await page.getByLabel("E-mail").waitFor();
    await page.reload();
    await page.getByLabel("E-mail").waitFor();
  });
} finally {
  await close();
}
