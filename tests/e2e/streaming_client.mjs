// An unmodified AI SDK client reads an answer that is told while it comes, and of which a part is replaced.
// Usage: node streaming_client.mjs ADDRESS ACCESS_TOKEN CONVERSATION_ID NOW TEXT; prints the message that it ends with, as JSON.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const packages = createRequire(new URL("../../web/package.json", import.meta.url));
const { DefaultChatTransport, readUIMessageStream } = await import(pathToFileURL(packages.resolve("ai")).href);

const [address, access, conversation, now, text] = process.argv.slice(2);
const transport = new DefaultChatTransport({
  api: `${address}/api/v1/conversations/${conversation}/messages`,
  headers: { Authorization: `Bearer ${access}`, "X-Test-Now": now },
});
const asked = { id: crypto.randomUUID(), role: "user", parts: [{ type: "text", text }] };
const stream = await transport.sendMessages({ chatId: conversation, trigger: "submit-message", messages: [asked] });
let message;
for await (message of readUIMessageStream({ stream, terminateOnError: true }));
console.log(JSON.stringify(message));
