import { engineMode } from "@/inngest/client";
import { healthRoute } from "@/lib/edge/health";

export const dynamic = "force-dynamic";

export const GET = healthRoute(engineMode);
