import { serve } from "inngest/edge";
import { functionsFor } from ".";
import { inngest } from "./client";
import { processRuntime } from "./process-runtime";

/** Answers the engine's calls. Only signed ones are answered; registering functions needs the signature as well. */
export const handleEngineCall = serve({
  client: inngest,
  functions: functionsFor(inngest, processRuntime),
  enableUnauthedSync: false,
});
