// An unmodified AI SDK client: asks for a deletion, says yes, says no. Nothing of FitHub's page is used.
// Usage: node approvals_client.mjs ADDRESS ACCESS_TOKEN CONVERSATION_ID NOW
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const packages = createRequire(new URL("../../web/package.json", import.meta.url));
const sdk = await import(pathToFileURL(packages.resolve("ai")).href);
const { AbstractChat, DefaultChatTransport, getToolName, isToolUIPart, lastAssistantMessageIsCompleteWithApprovalResponses } = sdk;

const [address, access, conversation, now] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${access}`, "X-Test-Now": now };
const api = `${address}/api/v1`;

/** The state that the SDK's chat keeps, in plain fields: what @ai-sdk/react does with React's. */
class State {
  status = "ready";
  error = undefined;
  messages = [];
  pushMessage = (message) => {
    this.messages = [...this.messages, message];
  };
  popMessage = () => {
    this.messages = this.messages.slice(0, -1);
  };
  replaceMessage = (index, message) => {
    this.messages = this.messages.map((each, place) => (place === index ? structuredClone(message) : each));
  };
  snapshot = (value) => structuredClone(value);
}

class Chat extends AbstractChat {
  constructor(init) {
    super({ ...init, state: new State() });
  }
}

const chat = new Chat({
  id: conversation,
  transport: new DefaultChatTransport({ api: `${api}/conversations/${conversation}/messages`, headers }),
  sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithApprovalResponses,
  onError: (error) => {
    throw error;
  },
});

async function entries() {
  const day = await (await fetch(`${api}/days/${now.slice(0, 10)}`, { headers })).json();
  return day.entries.length;
}

/** The tool part of the last message that waits, or has waited, for an answer. */
function deletion() {
  return chat.messages.at(-1).parts.findLast((part) => isToolUIPart(part) && getToolName(part) === "delete_entry");
}

async function settled() {
  for (let tries = 0; tries < 300; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (chat.status === "ready" && deletion()?.state !== "approval-responded") return;
  }
  throw new Error(`nothing came of the answer: ${JSON.stringify(chat.messages.at(-1))}`);
}

async function ask() {
  await chat.sendMessage({ text: "I had two boiled eggs, a banana and 150 g rice" });
  assert.equal(await entries(), 3);
  await chat.sendMessage({ text: "delete everything I ate today" });
  assert.equal(chat.error, undefined);
  assert.equal(deletion().state, "approval-requested");
  assert.equal(await entries(), 3);
}

async function answer(approved) {
  const before = chat.messages.length;
  const { id } = chat.messages.at(-1);
  await chat.addToolApprovalResponse({ id: deletion().approval.id, approved });
  await settled();
  assert.equal(chat.error, undefined);
  assert.equal(chat.messages.length, before, "the answer goes on under the same id");
  assert.equal(chat.messages.at(-1).id, id);
  assert.equal(chat.messages.at(-1).metadata.status, "complete");
}

await ask();
await answer(true);
assert.equal(deletion().state, "output-available");
assert.equal(deletion().output.removed.length, 3);
assert.match(chat.messages.at(-1).parts.findLast((part) => part.type === "text").text, /^Deleted /);
assert.equal(await entries(), 0);

await ask();
await answer(false);
assert.equal(deletion().state, "output-denied");
assert.equal(await entries(), 3);

// A message after it is an ordinary one again.
await chat.sendMessage({ text: "what did I eat today?" });
assert.equal(chat.error, undefined);
assert.equal(chat.messages.at(-1).role, "assistant");
