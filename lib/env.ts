import "server-only";
import { z } from "zod";
import { proxyList } from "@/lib/client-address";
import { AppError } from "@/lib/errors";

const text = z.string().trim().min(1).optional();
const address = z
  .url({ protocol: /^https?$/, error: "must be an address that starts with http:// or https://" })
  .optional();
const secret = z
  .string()
  .refine(
    (words) => words.trim().length >= 32,
    "must be at least 32 characters; `openssl rand -hex 32` makes one",
  )
  .optional();

const Environment = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must start with postgres:// (leave it unset for the embedded database)")
    .refine(URL.canParse, "is no valid address (are special characters in the password written as %XX?)")
    .optional(),
  DATABASE_DRIVER: z
    .enum(["pg", "neon"], 'must be "pg" or "neon" (leave it unset to go by the host of DATABASE_URL)')
    .optional(),
  NEON_WS_PROXY: z
    .string()
    .regex(/^[^/]+:\d+$/, "must be host:port of a WebSocket proxy")
    .optional(),
  TRIG_DATA_DIR: z.string().min(1).default(".data"),
  TRIG_INSTANCE: z.enum(["live", "demo", "test"], 'must be "live", "demo" or "test"').optional(),
  TRIG_SECRET_KEY: secret,
  TRIG_SECRET_KEY_PREVIOUS: secret,
  TRIG_HOST: z.string().min(1).default("127.0.0.1"),
  TRIG_URL: address,
  TRIG_TRUSTED_PROXIES: z
    .string()
    .refine(
      (list) => proxyList(list) !== null,
      "must be addresses or networks joined by commas, like 127.0.0.1,10.0.0.0/8,fd00::/8",
    )
    .optional(),
  PORT: z.coerce.number("must be a port number").int().min(0).max(65535).default(3000),
  TRIG_API_KEY: text,
  TRIG_WRITE_KEY: text,
  INNGEST_EVENT_KEY: text,
  INNGEST_SIGNING_KEY: text,
  INNGEST_BASE_URL: address,
  RESEND_BASE_URL: address,
  SLACK_API_URL: address,
  TRIG_INGEST_EVENTS_PER_SECOND: z.coerce.number("must be a number of events").int().min(1).optional(),
});

export type Environment = z.infer<typeof Environment>;

/** What the environment says, checked; an error names the variable and the way out. An empty variable counts as unset. */
export function env(): Environment {
  const said = Object.keys(Environment.shape).map((name) => [name, process.env[name] || undefined]);
  const checked = Environment.safeParse(Object.fromEntries(said));
  if (checked.success) return checked.data;
  const issues = checked.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new AppError("invalid", issues.map(({ path, message }) => `${path} ${message}`).join("; "), issues);
}

const SERVERLESS = [
  "VERCEL",
  "AWS_LAMBDA_FUNCTION_NAME",
  "NETLIFY",
  "FUNCTIONS_WORKER_RUNTIME",
  "K_SERVICE",
  "CF_PAGES",
];

/** The variable by which a serverless host gives itself away: no process lives there between requests. */
export function serverlessHost(): string | undefined {
  return SERVERLESS.find((name) => process.env[name]);
}
