import * as fs from 'fs';
import { Browser, BrowserContext, BrowserContextOptions, chromium, Page } from 'playwright-core';

const PROGRAM = '/usr/bin/chromium';
/** What it would do by itself in the background is no business of a page. */
const ARGUMENTS = [
  '--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--no-first-run',
];

/** Starts the browser of the machine. */
export async function startBrowser(): Promise<Browser> {
  if (!fs.existsSync(PROGRAM)) throw new Error(`there is no ${PROGRAM}; install the Debian package chromium`);
  return chromium.launch({ executablePath: PROGRAM, args: ARGUMENTS });
}

/** A page, with all that it complained about and asked for. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors, warnings and dialogs. */
  readonly complaints: string[];
  /** Addresses, the page's own among them. */
  readonly requests: string[];
}

/** Opens a page as somebody sees it. */
export async function openPage(
  browser: Browser, address: string, options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const watched = { page, context, complaints: [] as string[], requests: [] as string[] };
  page.on('console', (message) => watched.complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => watched.complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    watched.complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => watched.requests.push(request.url()));
  await page.goto(address);
  return watched;
}
