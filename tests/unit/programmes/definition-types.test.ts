import { expectTypeOf, it } from "vitest";
import type { z } from "zod";
import type { actionSchema, immediateActionSchema } from "@/lib/actions/action-schema";
import type { Action, ImmediateAction } from "@/lib/actions/schema";
import type { durationSchema } from "@/lib/audiences/duration-schema";
import type { conditionSchema, filterSchema } from "@/lib/audiences/filter-schema";
import type { Condition, Filter } from "@/lib/audiences/schema";
import type { definitionSchema } from "@/lib/programmes/definition-schema";
import type { Definition } from "@/lib/programmes/schema";
import type { Duration } from "@/lib/time";

// Checked by the compiler. A kind that is added to a union of types alone, or to a schema alone, is an error here.
it("what a schema reads is what the rules and the browser hold", () => {
  expectTypeOf<z.infer<typeof durationSchema>>().toEqualTypeOf<Duration>();
  expectTypeOf<z.infer<typeof conditionSchema>>().toEqualTypeOf<Condition>();
  expectTypeOf<z.infer<typeof filterSchema>>().toEqualTypeOf<Filter>();
  expectTypeOf<z.infer<typeof actionSchema>>().toEqualTypeOf<Action>();
  expectTypeOf<z.infer<typeof immediateActionSchema>>().toEqualTypeOf<ImmediateAction>();
  expectTypeOf<z.infer<typeof definitionSchema>>().toEqualTypeOf<Definition>();
});
