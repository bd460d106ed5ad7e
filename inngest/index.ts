import type { Inngest } from "inngest";
import { enrolment } from "./functions/enrolment";
import { retention, sweepFunction, timePasses } from "./functions/minute";
import { newsFunction } from "./functions/news";
import { seed } from "./functions/seed";
import { openWindow, send } from "./functions/send";
import type { Runtime } from "./runtime";

/** Every function that Trig's engine runs. */
export const functionsFor = (client: Inngest, runtime: Runtime) =>
  [enrolment, newsFunction, send, openWindow, seed, timePasses, sweepFunction, retention].map((make) =>
    make(client, runtime),
  );
