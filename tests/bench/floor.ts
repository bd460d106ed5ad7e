import pg from "pg";
import { Resend } from "resend";
import { embeddedUrl } from "@/db/embedded/folder";
import { atPace, clock } from "@/tests/bench/arrivals";
import type { Setting } from "@/tests/bench/setting";

/**
 * The parts without the product: one row written with a notification, the notification heard, one call to the provider, by the same
 * clients and at the same pace. Latencies are told as multiples of it, because it moves with the machine as they do.
 */
export async function createFloor({ dataDir, pool, resend }: Setting) {
  await pool.query(
    "create table if not exists bench_floor (id bigserial primary key, address text, at timestamptz)",
  );
  const listener = new pg.Client({ connectionString: embeddedUrl(dataDir) });
  await listener.connect();
  await listener.query("listen bench_floor");
  const provider = new Resend("re_bench", { baseUrl: resend.url });
  listener.on("notification", ({ payload = "" }) => {
    void provider.emails.send({ from: "floor@acme.test", to: payload, subject: "Floor", text: "Floor" });
  });
  let made = 0;
  return {
    /** When each of so many left, by the address under which it will arrive. */
    async send(perSecond: number, count: number): Promise<Map<string, number>> {
      const left = new Map<string, number>();
      await atPace(perSecond, count, () => {
        const address = `floor-${++made}@bench.test`;
        left.set(address, clock());
        return pool.query(
          "with kept as (insert into bench_floor (address, at) values ($1, now())) select pg_notify('bench_floor', $1)",
          [address],
        );
      });
      return left;
    },
    stop: () => listener.end(),
  };
}
