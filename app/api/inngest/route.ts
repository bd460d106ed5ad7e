import { handleEngineCall } from "@/inngest/handlers";

export const runtime = "nodejs";
export const maxDuration = 60;
export { handleEngineCall as GET, handleEngineCall as POST, handleEngineCall as PUT };
