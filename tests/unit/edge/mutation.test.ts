import { afterEach, expect, test, vi } from "vitest";
import { asOutcome } from "@/lib/edge/mutation";
import { AppError } from "@/lib/errors";

const said = vi.spyOn(console, "error").mockImplementation(() => {});
afterEach(() => said.mockClear());

test("a change that failed on our side is logged by its cause, never with what a customer's row held", async () => {
  const cause = new Error("relation does not exist");
  const failed = new Error("Failed query: update people set email = $1\nparams: ada@customer.test", {
    cause,
  });
  const answer = await asOutcome(async () => Promise.reject(failed));
  expect(answer).toMatchObject({ ok: false });
  expect(said.mock.calls.flat()).toContain(cause);
  expect(said.mock.calls.flat()).not.toContain(failed);
});

test("what was expected to go wrong is told, not logged", async () => {
  const answer = await asOutcome(async () =>
    Promise.reject(new AppError("conflict", "Resume the job first.")),
  );
  expect(answer).toEqual({ ok: false, message: "Resume the job first.", code: "conflict" });
  expect(said).not.toHaveBeenCalled();
});
