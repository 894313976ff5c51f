import { existsSync } from "node:fs";

import { defineConfig, devices } from "@playwright/test";

const shell = "/usr/bin/chromium-headless-shell";
const chromium = process.env.CHROMIUM ?? (existsSync(shell) ? shell : "/usr/bin/chromium");

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results/stories",
  fullyParallel: true,
  workers: 2,
  // A story that passes only the second time has found something.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: process.env.CLEW_E2E_REPORT ?? "test-results/report.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1440, height: 900 },
    actionTimeout: 10_000,
    screenshot: "only-on-failure",
    // Keeping one costs a fourth of the time: `npx playwright test --trace on` shows what went wrong.
    trace: "off",
    launchOptions: { executablePath: chromium, args },
  },
  // A story runs on the desktop unless it is tagged `@only-…`; `@phone` and `@no-js` run it there too.
  projects: [
    { name: "desktop", grepInvert: /@only-/ },
    {
      name: "phone",
      grep: /@(only-)?phone/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
    { name: "no-js", grep: /@(only-)?no-js/, use: { javaScriptEnabled: false } },
  ],
});
