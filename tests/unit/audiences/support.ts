import { evaluate } from "@/lib/audiences/evaluate";
import { filterSchema } from "@/lib/audiences/filter-schema";
import type { Facts } from "@/lib/audiences/schema";

export const now = new Date("2026-03-10T12:00:00.000Z");
export const options = { now, zone: "UTC" };
export const nobodyYet: Facts = {
  entity: "person",
  attributes: {},
  events: [],
  memberships: [],
  organisation: null,
  people: [],
};
export const person = (attributes: Record<string, unknown>): Facts => ({ ...nobodyYet, attributes });
export const did = (...times: string[]): Facts => ({
  ...nobodyYet,
  events: times.map((at) => ({ id: null, name: "Project Created", at: new Date(at), properties: {} })),
});
export const filter = (...all: object[]) => filterSchema.parse({ any: [{ all }] });
export const asks = (is: object, attribute = "x") => filter({ kind: "attribute", attribute, is });
export const matches = (value: unknown, is: object) =>
  evaluate(asks(is), person({ x: value }), options).verdict;
export const days = (amount: number) => ({ amount, unit: "days" });
