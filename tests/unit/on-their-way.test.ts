import { beforeEach, expect, it } from "vitest";
import { hasBegun, notOnTheirWay } from "@/inngest/on-their-way";

const news = { name: "trig/news", data: { workspaceId: "wsp_a" } };
const emails = { name: "trig/deliveries.due", data: { workspaceId: "wsp_a", lane: "wsp_a email" } };
const notes = { name: "trig/deliveries.due", data: { workspaceId: "wsp_a", lane: "wsp_a slack" } };
const entered = { name: "trig/enrolment.entered", data: { workspaceId: "wsp_a", enrolmentId: "enr_a" } };

beforeEach(() => {
  globalThis.trigErrands = undefined;
});

it("does not ask twice for a run that has not begun", () => {
  expect(notOnTheirWay([news, emails, emails, notes])).toEqual([news, emails, notes]);
  expect(notOnTheirWay([news, emails, notes])).toEqual([]);
});

it("asks again for what happens after the run has begun", () => {
  notOnTheirWay([news, emails]);
  hasBegun(news);
  expect(notOnTheirWay([news, emails])).toEqual([news]);
});

it("asks again after a while, as a run may be lost", () => {
  notOnTheirWay([news], 0);
  expect(notOnTheirWay([news], 1_999)).toEqual([]);
  expect(notOnTheirWay([news], 2_000)).toEqual([news]);
});

it("never leaves out what has a run of its own, nor another workspace's", () => {
  const other = { ...news, data: { workspaceId: "wsp_b" } };
  expect(notOnTheirWay([entered, news, entered, other])).toEqual([entered, news, entered, other]);
});

it("asks without the id of what may have been handed over before", () => {
  expect(notOnTheirWay([{ id: "wsp_a-17", ...emails }])).toEqual([emails]);
  expect(notOnTheirWay([{ id: "wsp_a-18", ...entered }])).toEqual([{ id: "wsp_a-18", ...entered }]);
});
