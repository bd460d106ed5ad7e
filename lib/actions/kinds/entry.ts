import type {
  Action,
  ActionKind,
  ActionOf,
  ImmediateAction,
  Moment,
  UpdateAction,
} from "@/lib/actions/schema";
import type { Filter } from "@/lib/audiences/schema";
import type { Channel, Reach } from "@/lib/channels/schema";
import type { Entity } from "@/lib/profiles/schema";
import type { Duration } from "@/lib/time";

/** An action that writes to the customer: it has a subject, a sender and recipients. */
export type CustomerMessage = Extract<Action, { recipients: unknown }>;

/** One piece of advice about an action or step: which check, about which of its fields, and the way out where there is one. */
export interface Advice {
  check: string;
  severity: "error" | "warning" | "note";
  field: string;
  message: string;
  fix?: string;
}

/** How long a pass stands before something: since it came there, or since the message before it was sent. */
export interface Wait {
  since: "arrival" | "message_before";
  delay: Duration;
  /** What is wrong with no delay at all. */
  withoutDelay: Pick<Advice, "severity" | "message" | "fix">;
}

/** What an action sets on the customer's record. */
export type AttributeWrite = Pick<UpdateAction, "attribute" | "value" | "overwriteOwned">;

/** Where an action goes: to the people of the customer who are chosen when it is due, to an address it names, or into the record. */
export type Destination =
  | { to: "contacts" }
  | { to: "address"; address: string }
  | { to: "customer_record"; write: AttributeWrite };

/** A filter that an action or step carries: about the customer, or about each of an organisation's people. */
export interface CarriedFilter {
  filter: Filter;
  about: "customer" | "people";
  field: string;
  role: "when" | "recipients" | "arm";
}

/** What everything that can stand between entry and end has: an action, or a step that only decides when or where to go on. */
export interface StepEntry<Item> {
  /** In the middle of a sentence: "a reminder". */
  noun: string;
  /** What the id of a new one begins with. */
  idName: string;
  /** What comes between the noun and a customer's name: "a reminder to Nora". */
  preposition: "to" | "about" | "of";
  /** The heading of its place in a flow. */
  title(item: Item): string;
  /** What it says in a list, in the words of its author; empty where these are missing. */
  headline(item: Item): string;
  /** What it does, in one sentence without a full stop. */
  summary(item: Item, target: Entity): string;
  /** The same once its time has come, without the delay. */
  summaryWhenDue(item: Item, target: Entity): string;
  /** How long it makes a pass wait; null: it is due on arrival. */
  wait(item: Item): Wait | null;
  /** Its filters: what they ask is loaded, checked and watched like the audience's. */
  filters(item: Item): CarriedFilter[];
  /** A new one, for its author to fill in. */
  create(id: string): Item;
}

/** Everything that depends on the kind of an action, apart from its schema, its icon and how its channel sends it. */
export interface ActionEntry<K extends ActionKind> extends StepEntry<ActionOf<K>> {
  /** At the head of a column, or alone. */
  label: string;
  /** What was done to whom it reached: "told", as in "the team was told". */
  participle: string;
  /** What Why says of it, before a moment or a reason. */
  happened(who: string): string;
  notYet(who: string): string;
  didNot(who: string): string;
  /** The link to what exactly went or was written. */
  readIt: string;
  reaches: K extends CustomerMessage["kind"] ? "customer" : Exclude<Reach, "customer">;
  /** What carries it out. */
  channel: Channel;
  /** When in a pass it may run: outside the steps only what needs no wait. */
  moments: readonly (K extends ImmediateAction["kind"] ? Moment : "step")[];
  destination(action: ActionOf<K>): Destination;
  /** Its fields that may hold placeholders. */
  templates(action: ActionOf<K>): { field: string; text: string }[];
  /** The whole of it as written, lines above a text; null where the summary says everything. */
  letter(action: ActionOf<K>): { lines: [label: string, value: string][]; text: string } | null;
  /** What can be said about its own words alone. */
  advise(action: ActionOf<K>, moment: Moment): Advice[];
}
