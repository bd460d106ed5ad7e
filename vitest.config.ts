import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

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

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: "unit", include: ["tests/unit/**/*.test.ts"], testTimeout: 60_000 },
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
