import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { noteMessage } from "@/lib/actions/note-message";
import { renderNote } from "@/lib/actions/render-note";
import { findPostedNote, listChannels, lookupSlackUser, postNote } from "@/lib/channels/providers/slack";
import { type SlackStandIn, startSlack } from "@/tests/support/stand-ins/slack";

let slack: SlackStandIn;
beforeAll(async () => {
  slack = await startSlack({ token: "xoxb-good", users: { "mia@trig.test": "U123" } });
});
afterAll(() => slack.close());
afterEach(() => {
  slack.faults.clear();
  slack.messages.length = 0;
});

const credentials = () => ({ secret: "xoxb-good", baseUrl: slack.url, timeoutMs: 500 });
const channel = "C0ALERTS00";
const started = Date.now();
let ids = 0;
const newId = () => `dlv_${ids++}`;

describe("a team note", () => {
  it("is posted with its formatting, its mention and the delivery's id", async () => {
    const note = renderNote("@{owner} *{name}* left\n- call", (key) =>
      key === "owner" ? "mia@trig.test" : "<!channel>",
    );
    const userId = await lookupSlackUser(credentials(), note.mentions[0] ?? "");
    const payload = { channel, ...noteMessage(note, new Map([["mia@trig.test", userId ?? ""]])) };
    const id = newId();
    const result = await postNote(credentials(), payload, id);
    expect(result).toEqual({ outcome: "sent", providerId: slack.messages[0]?.ts });
    expect(slack.messages).toHaveLength(1);
    expect(slack.messages[0]).toMatchObject({
      channelName: "customer-alerts",
      deliveryId: id,
      text: "<@U123> *&lt;!channel&gt;* left\n• call",
      blocks: payload.blocks,
    });
    expect(slack.messages[0]?.fields).toMatchObject({ unfurl_links: "false", unfurl_media: "false" });
  });

  it("may name its channel as people do", async () => {
    expect(await postNote(credentials(), { channel: "#customer-alerts", text: "x" }, newId())).toMatchObject({
      outcome: "sent",
    });
  });

  it.each([
    ["a wrong token", { secret: "xoxb-bad" }, channel, "provider_auth"],
    ["a channel that is not there", {}, "#nowhere", "channel_not_found"],
    ["a channel that the bot has not joined", {}, "#board", "not_in_channel"],
  ])("with %s is refused for good", async (_, other, to, code) => {
    const result = await postNote({ ...credentials(), ...other }, { channel: to, text: "x" }, newId());
    expect(result).toMatchObject({ outcome: "refused", code });
  });

  it("without words is refused", async () => {
    expect(await postNote(credentials(), { channel, text: "" }, newId())).toMatchObject({
      outcome: "refused",
      code: "invalid_request",
    });
  });

  it("is asked for later when Slack says so, and when", async () => {
    slack.faults.next({ kind: "answer", status: 429, recorded: false, headers: { "retry-after": "3" } });
    expect(await postNote(credentials(), { channel, text: "x" }, newId())).toMatchObject({
      outcome: "later",
      retryAfterMs: 3000,
    });
    slack.faults.next({ kind: "answer", status: 429, recorded: false });
    expect(await postNote(credentials(), { channel, text: "x" }, newId())).toMatchObject({
      outcome: "later",
    });
  });

  it("waits a day at most, however long Slack asks for", async () => {
    const headers = { "retry-after": "999999999999999" };
    slack.faults.next({ kind: "answer", status: 429, recorded: false, headers });
    expect(await postNote(credentials(), { channel, text: "x" }, newId())).toMatchObject({
      outcome: "later",
      retryAfterMs: 86_400_000,
    });
  });

  it("with a token that fits into no request is refused before anything leaves", async () => {
    const result = await postNote({ ...credentials(), secret: "xoxb-€" }, { channel, text: "x" }, newId());
    expect(result).toMatchObject({ outcome: "refused", code: "provider_auth" });
  });

  it("is asked for later when Slack could not even be reached", async () => {
    const nowhere = await startSlack();
    await nowhere.close();
    const result = await postNote(
      { ...credentials(), baseUrl: nowhere.url },
      { channel, text: "x" },
      newId(),
    );
    expect(result.outcome).toBe("later");
  });

  it.each([
    ["fails after posting", { kind: "answer", status: 500, recorded: true }],
    ["breaks the connection after posting", { kind: "reset", recorded: true }],
    ["breaks the connection before posting", { kind: "reset", recorded: false }],
    ["never answers", { kind: "hang", recorded: true }],
    [
      "says that something broke",
      { kind: "answer", status: 200, recorded: true, body: { ok: false, error: "fatal_error" } },
    ],
    ["answers with half a page", { kind: "answer", status: 200, recorded: true, body: '{"ok":tr' }],
    ["is hidden by a word of a proxy's", { kind: "answer", status: 200, recorded: false, body: "blocked" }],
    [
      "says neither yes nor no",
      { kind: "answer", status: 200, recorded: true, body: { ok: "true", ts: "1.5" } },
    ],
    ["gives no time", { kind: "answer", status: 200, recorded: true, body: { ok: true, ts: { at: 1 } } }],
    [
      "gives a time that is none",
      { kind: "answer", status: 200, recorded: true, body: { ok: true, ts: "\0" } },
    ],
  ] as const)("is unknown when Slack %s, and is looked for before it is posted again", async (_, fault) => {
    const id = newId();
    slack.faults.next(fault);
    expect(await postNote(credentials(), { channel, text: "x" }, id)).toMatchObject({ outcome: "unknown" });
    const expected = fault.recorded
      ? { seen: "found", providerId: slack.messages[0]?.ts }
      : { seen: "absent" };
    expect(await findPostedNote(credentials(), channel, id, started)).toEqual(expected);
  });

  it("is not taken for another one, and posting it twice shows twice", async () => {
    const id = newId();
    await postNote(credentials(), { channel, text: "x" }, newId());
    expect(await findPostedNote(credentials(), channel, id, started)).toEqual({ seen: "absent" });
    await postNote(credentials(), { channel, text: "x" }, id);
    await postNote(credentials(), { channel, text: "x" }, id);
    expect(slack.messages.filter((message) => message.deliveryId === id)).toHaveLength(2);
  });

  it("is found behind more messages than one page holds", async () => {
    const id = newId();
    await postNote(credentials(), { channel, text: "x" }, id);
    for (let i = 0; i < 205; i++) await postNote(credentials(), { channel, text: "noise" }, newId());
    expect(await findPostedNote(credentials(), channel, id, started)).toMatchObject({ seen: "found" });
  });

  it("is never called absent where we cannot look", async () => {
    const id = newId();
    expect(await findPostedNote(credentials(), "C0PRIVATE0", id, started)).toMatchObject({
      seen: "cannot_look",
    });
    expect(await findPostedNote(credentials(), "#customer-alerts", id, started)).toMatchObject({
      seen: "cannot_look",
    });
    slack.faults.next({ kind: "hang", recorded: false });
    expect(await findPostedNote(credentials(), channel, id, started)).toMatchObject({ seen: "cannot_look" });
  });
});

const says = (body: unknown) => ({ kind: "answer" as const, status: 200, recorded: false, body });

describe("a history that does not show whether a note is there", () => {
  it.each([
    ["no messages", { ok: true }],
    ["messages that are none", { ok: true, messages: [null] }],
    ["more of them, and no way there", { ok: true, messages: [], has_more: true }],
    [
      "the note without its time",
      { ok: true, messages: [{ metadata: { event_payload: { delivery_id: "d" } } }] },
    ],
    ["a word of a proxy's", "blocked"],
  ])("never makes it absent: %s", async (_, body) => {
    slack.faults.next(says(body));
    expect(await findPostedNote(credentials(), channel, "d", started)).toMatchObject({
      seen: "cannot_look",
      worthAskingAgain: true,
    });
  });
});

describe("looking someone up in Slack", () => {
  it("finds a colleague and says when there is none", async () => {
    expect(await lookupSlackUser(credentials(), "Mia@trig.test")).toBe("U123");
    expect(await lookupSlackUser(credentials(), "who@trig.test")).toBeNull();
  });

  it.each([7, {}, "U\0", "U1> <!channel"])("finds nobody by an ID that cannot be Slack's: %j", async (id) => {
    slack.faults.next(says({ ok: true, user: { id } }));
    expect(await lookupSlackUser(credentials(), "mia@trig.test")).toBeNull();
  });

  it("is never answered with nobody when Slack gave no answer", async () => {
    slack.faults.next({ kind: "answer", status: 429, recorded: false, headers: { "retry-after": "3" } });
    await expect(lookupSlackUser(credentials(), "mia@trig.test")).rejects.toMatchObject({
      code: "unavailable",
    });
    const wrong = lookupSlackUser({ ...credentials(), secret: "xoxb-bad" }, "mia@trig.test");
    await expect(wrong).rejects.toMatchObject({ code: "unauthorised" });
  });
});

describe("the connection to Slack", () => {
  it("lists the channels", async () => {
    await expect(listChannels({ ...credentials(), secret: "xoxb-bad" })).rejects.toMatchObject({
      code: "unavailable",
    });
    expect(await listChannels(credentials())).toEqual(slack.channels);
  });

  it.each([
    ["the same place again and again", () => "again"],
    ["ever new places", () => newId()],
    ["a place that is none", () => 5],
  ])("ends a list that leads to %s", async (_, cursor) => {
    slack.faults.always = () =>
      says({ ok: true, channels: [], response_metadata: { next_cursor: cursor() } });
    await expect(listChannels(credentials())).rejects.toMatchObject({ code: "unavailable" });
  });
});
