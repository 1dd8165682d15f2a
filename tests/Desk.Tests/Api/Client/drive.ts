// Drives the running desk with a client whose types are generated from its own document. Compiles strictly or not at all.
import createClient from "openapi-fetch";
import type { components, paths } from "./desk";
import { type ApiDocument, holdAgainst } from "./schema.js";

declare const process: { readonly argv: readonly string[] };

const [address = "", key = ""] = process.argv.slice(2);
const desk = createClient<paths>({ baseUrl: address, headers: { Authorization: `Bearer ${key}` } });

// Every answer is held against the document, refusals included.
const declared = await (await fetch(`${address}/openapi/v1.json`)).json() as ApiDocument;
let held = 0;
desk.use({
  async onResponse({ request, response, schemaPath }) {
    await holdAgainst(declared, schemaPath, request.method, response);
    held++;
  },
});

type Ticket = components["schemas"]["TicketView"];

function got<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.data === undefined) throw new Error(`${answer.response.status} ${answer.response.url}: ${JSON.stringify(answer.error)}`);
  return answer.data;
}

function check(isRight: boolean, what: string): void {
  if (!isRight) throw new Error(what);
}

async function openTicket(): Promise<Ticket> {
  return got(await desk.POST("/api/v1/tickets", {
    body: {
      kind: "complaint", channel: "api", description: "My parcel did not come", language: "zh-Hans", priority: "normal",
      requester: { name: "买买提", phone: "13800001234", type: "resident" },
    },
  }));
}

const opened = await openTicket();
const params = { path: { number: opened.number } };
check(opened.status === "new" && opened.cycle.state === "open", "A new ticket is open.");
got(await desk.POST("/api/v1/tickets/{number}/take", { params }));
got(await desk.POST("/api/v1/tickets/{number}/messages", { params, body: { kind: "answer", text: "It comes on Friday." } }));
const shown = got(await desk.GET("/api/v1/tickets/{number}", { params }));
check(shown.messages.length === 2 && shown.messages[0]?.text === shown.description, "The description is the first message.");
check(shown.events.every(event => event.ticket === opened.number), "Each event names its ticket.");
got(await desk.POST("/api/v1/tickets/{number}/transfer", { params, body: { department: "logistics", ask: "Where is it?" } }));
const [slip] = got(await desk.GET("/api/v1/tickets/{number}", { params })).slips ?? [];
check(slip !== undefined, "The ticket has a slip.");
if (slip) got(await desk.POST("/api/v1/slips/{id}/accept", { params: { path: { id: slip.id } } }));

const listed = got(await desk.GET("/api/v1/tickets", { params: { query: { status: ["inProgress"], sort: "due", due: "soon", limit: 5 } } }));
check(listed.items.length <= 5 && (listed.nextCursor === null || listed.nextCursor.length > 0), "A page has an end or a cursor.");
const feed = got(await desk.GET("/api/v1/events", { params: { query: { after: 0, limit: 10 } } }));
check(feed.events.length > 0 && feed.last > 0, "The feed has events.");
got(await desk.GET("/api/v1/promise"));
got(await desk.GET("/api/v1/orders"));
for (const list of ["/api/v1/departments", "/api/v1/services", "/api/v1/townships"] as const)
  check(got(await desk.GET(list)).items.every(item => item.name.ug.length > 0), "Each code has its names.");

const form = new FormData();
form.append("file", new Blob(["a note"], { type: "text/plain" }), "note.txt");
const kept = got(await desk.POST("/api/v1/attachments", { body: { file: "" }, bodySerializer: () => form }));
const file = await desk.GET("/api/v1/attachments/{id}", { params: { path: { id: kept.id } }, parseAs: "text" });
check(got(file) === "a note", "A file comes back as it was sent.");

const refused = await desk.POST("/api/v1/tickets/{number}/resolve", { params, body: {} });
check(refused.error?.status === 409 && refused.error.detail.length > 0, "A refusal is a problem with a detail.");
const absent = await desk.GET("/api/v1/tickets/{number}", { params: { path: { number: "100-0001" } } });
check(absent.error?.status === 404, "An unknown number is a problem.");
// Members that may be left out may be null.
got(await desk.POST("/api/v1/tickets", {
  body: { kind: "inquiry", channel: "api", description: "What does it cost?", language: null, receivedAt: null, requester: null, answer: null },
}));
check(held > 18, `Only ${held} answers were held against the document.`);
console.log("driven");
