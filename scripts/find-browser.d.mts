/** Launch options for Puppeteer and Playwright; rejects with one sentence that says what to install. */
export function findBrowser(): Promise<{
  executablePath: string;
  args: string[];
  env: Record<string, string | undefined>;
  source: string;
}>;
