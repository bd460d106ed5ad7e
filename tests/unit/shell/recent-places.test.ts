import { expect, test } from "vitest";
import {
  kindOfPlace,
  type RecentPlace,
  readPlaces,
  withPlace,
} from "@/components/shell/palette/recent-places";

const place = (id: string, label = id): RecentPlace => ({
  href: `/acme/people/${id}`,
  label,
  kind: "people",
});

test("a customer, a job and a delivery are places to come back to; a list, a setting and a question are not", () => {
  expect(kindOfPlace("/acme/people/per_1")).toBe("people");
  expect(kindOfPlace("/acme/jobs/onboarding-nudge")).toBe("jobs");
  expect(kindOfPlace("/acme/deliveries/dlv_1")).toBe("deliveries");
  for (const path of ["/acme/people", "/acme/settings/keys", "/acme/people/per_1/why/nudge", "/"])
    expect(kindOfPlace(path)).toBeNull();
});

test("the latest stands first, each once, and the oldest are forgotten", () => {
  let places = [place("a")];
  for (const id of ["b", "c", "d", "e", "f", "g", "h", "i"]) places = withPlace(places, place(id));
  places = withPlace(places, place("c", "Cy"));
  expect(places.map(({ label }) => label)).toEqual(["Cy", "i", "h", "g", "f", "e", "d", "b"]);
});

test("what somebody else wrote into the browser's memory leads nowhere", () => {
  expect(readPlaces("{")).toEqual([]);
  expect(readPlaces('{"href":"/x"}')).toEqual([]);
  expect(readPlaces(JSON.stringify([{ href: "https://evil.example", label: "x", kind: "people" }]))).toEqual(
    [],
  );
  expect(
    readPlaces(JSON.stringify([place("a"), { href: "/acme/settings/keys", label: "x", kind: "people" }])),
  ).toEqual([place("a")]);
});
