import type { Inngest } from "inngest";
import { enrolment } from "./functions/enrolment";
import { newsFunction } from "./functions/news";
import { retention, sweepFunction, timePasses } from "./functions/scheduled";
import { seed } from "./functions/seed";
import { openWindow, send } from "./functions/send";
import type { Runtime } from "./runtime";

/** Every function that Trig's engine runs. */
export const functionsFor = (client: Inngest, runtime: Runtime) =>
  [enrolment, newsFunction, send, openWindow, seed, timePasses, sweepFunction, retention].map((make) =>
    make(client, runtime),
  );
