import { describe, expect, it } from "vitest";
import {
  shows,
  timelineFilter,
  timelineQuery,
  timelineShows,
  toggled,
} from "@/lib/insights/timeline/timeline-filter";

describe("a timeline is narrowed to some kinds of things", () => {
  it("nothing chosen, or nothing that there is, means everything", () => {
    for (const show of [undefined, "", "nonsense"]) {
      const filter = timelineFilter({ show });
      expect(timelineShows.every((one) => shows(filter, one))).toBe(true);
    }
  });

  it("who names an event wants to see events", () => {
    const filter = timelineFilter({ event: "Signed Up" });
    expect(timelineShows.filter((one) => shows(filter, one))).toEqual(["events"]);
    expect(timelineFilter({ show: "jobs", event: "Signed Up" }).show).toEqual(["events", "jobs"]);
  });

  it("taking the events away takes the name with it", () => {
    expect(toggled(timelineFilter({ event: "Signed Up" }), "events")).toEqual({ show: [], event: null });
  });

  it("what is written into an address is read from it again", () => {
    for (const query of [{}, { show: "events,jobs" }, { show: "changes" }, { event: "Signed Up" }]) {
      const filter = timelineFilter(query);
      expect(timelineFilter(timelineQuery(filter))).toEqual(filter);
    }
    expect(timelineQuery(timelineFilter({ show: timelineShows.join(",") }))).toEqual({});
  });
});
