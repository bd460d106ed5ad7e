import { expect, it } from "vitest";
import { customerAsRead } from "@/lib/profiles/customer-as-read";
import { mergeAttributes } from "@/lib/profiles/identity/merge-attributes";

const person = (id: string, attributes: Record<string, unknown>, at: number) =>
  customerAsRead(
    "person",
    id,
    attributes,
    Object.fromEntries(Object.keys(attributes).map((key) => [key, at])),
    new Date(at),
  );

it("of two who are joined the later value stays, also of a trait called like what every object has", () => {
  const into = person("per_1", { plan: "free" }, 1);
  mergeAttributes(person("per_2", { plan: "pro", constructor: "Dassault" }, 2), into);
  expect(into.attributes).toEqual({ plan: "pro", constructor: "Dassault" });
  expect(into.ignored).toEqual([]);
});

it("an older value is remembered as ignored, and a newer one of that name stays", () => {
  const into = person("per_1", { constructor: "Airbus" }, 2);
  mergeAttributes(person("per_2", { constructor: "Dassault" }, 1), into);
  expect(into.attributes).toEqual({ constructor: "Airbus" });
  expect(into.ignored.map(({ key, value }) => [key, value])).toEqual([["constructor", "Dassault"]]);
});
