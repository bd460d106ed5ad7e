import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { keepInMemory } from "./tests/memory.mjs";

keepInMemory();

const root = fileURLToPath(new URL(".", import.meta.url));
const alias = [
  { find: /^@\//, replacement: root },
  { find: /^server-only$/, replacement: `${root}tests/support/server-only.ts` },
];
const database = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  globalSetup: ["tests/support/global-setup.ts"],
};
/** On a machine of two cores Vitest would keep one for itself, though it has next to nothing to do. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

export default defineConfig({
  resolve: { alias },
  test: {
    maxWorkers,
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.ts"],
          testTimeout: 60_000,
          // Rules keep nothing, so that files may share what was imported once.
          isolate: false,
          setupFiles: ["tests/support/leave-nothing.ts"],
        },
      },
      {
        resolve: { alias },
        test: { name: "integration", include: ["tests/integration/**/*.test.ts"], ...database },
      },
      {
        resolve: { alias },
        test: { name: "functions", include: ["tests/functions/**/*.test.ts"], ...database },
      },
    ],
  },
});
