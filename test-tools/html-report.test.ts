import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { AxeResults, RunOptions, source } from 'axe-core';
import { Browser, BrowserContextOptions, Page } from 'playwright-core';
import * as ts from 'typescript';
import { openPage, startBrowser } from './harness/browser/chromium';
import { JsonResult, JudgedFiles, judgeWorkloads, SCRIPT } from './harness/browser/judged-files';

const ROOT = path.resolve(__dirname, '..');
/** For somebody to look at. */
const SCREENSHOTS = path.join(ROOT, 'tmp/html-report');
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };
const VIEWS: Readonly<Record<string, BrowserContextOptions>> = {
  'light': { viewport: DESKTOP, colorScheme: 'light' },
  'dark': { viewport: DESKTOP, colorScheme: 'dark' },
  'phone': { viewport: PHONE, colorScheme: 'light' },
  'dark-phone': { viewport: PHONE, colorScheme: 'dark' },
  'smallest': { viewport: { width: 320, height: 640 } },
};

let folder: string;
let browser: Browser;
let few: JudgedFiles;
let many: JudgedFiles;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'html-report-'));
  few = judgeWorkloads(path.join(folder, 'few'), 5);
  many = judgeWorkloads(path.join(folder, 'many'), 430);
  fs.mkdirSync(SCREENSHOTS, { recursive: true });
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Does something with a page that then has complained about nothing and asked for nothing but itself. */
async function withPage(
  address: string, options: BrowserContextOptions, act: (page: Page) => Promise<void>,
): Promise<void> {
  const { page, context, complaints, requests } = await openPage(browser, address, options);
  await act(page);
  await context.close();
  expect(complaints).toEqual([]);
  expect(new Set(requests.map((request) => request.split('#')[0]))).toEqual(new Set([address.split('#')[0]]));
}

async function violationsOf(page: Page, options: RunOptions = {}): Promise<string[]> {
  await page.evaluate(source);
  const asked = { resultTypes: ['violations'], ...options };
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(asked)})`);
  return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ html }) => `${impact} ${id}: ${html}`));
}

function isInOrder(levels: readonly number[]): boolean {
  return levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1);
}

function shownFindings(page: Page) {
  return page.locator('li[data-status]:not([hidden])').count();
}

function countOf(files: JudgedFiles, isMeant: (result: JsonResult) => boolean): number {
  return files.report.results.filter(isMeant).length;
}

function saidOf(page: Page): Promise<string> {
  return page.locator('#shown').innerText();
}

describe('the HTML report in Chromium', () => {
  it.each(Object.entries(VIEWS))('fits the screen, opened too, and asks for nothing: %s', async (name, view) => {
    await withPage(few.address, view, async (page) => {
      await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
      const [width, room] = await page.evaluate<number[]>('[document.documentElement.scrollWidth, innerWidth]');
      expect(width).toBeLessThanOrEqual(room);
      await page.getByRole('button', { name: 'Open all' }).click();
      await page.evaluate('document.getElementById("findings").scrollIntoView()');
      await page.screenshot({ path: path.join(SCREENSHOTS, `${name}-findings.png`) });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(room);
    });
  });

  it.each<[string, BrowserContextOptions, RunOptions]>([
    ['light', VIEWS.light, {}],
    ['dark', VIEWS.dark, { runOnly: ['color-contrast'] }],
    ['on a phone', VIEWS.phone, { rules: { 'color-contrast': { enabled: false } } }],
  ])('has no problem that axe knows, opened: %s', async (_, view, options) => {
    await withPage(few.address, view, async (page) => {
      await page.getByRole('button', { name: 'Open all' }).click();
      expect(await violationsOf(page, options)).toEqual([]);
      const levels = await page.evaluate<number[]>(
        '[...document.querySelectorAll("h1,h2,h3,h4")].map(({ tagName }) => Number(tagName[1]))',
      );
      expect(isInOrder(levels)).toBe(true);
    });
  });

  it('shows a name that would run as text', async () => {
    await withPage(few.address, {}, async (page) => {
      await page.getByLabel('Search').fill(SCRIPT);
      const subject = page.locator('li:not([hidden]) .subject b', { hasText: SCRIPT }).first();
      await subject.waitFor({ state: 'visible' });
      expect(await subject.innerText()).toBe(`ConfigMap <img src=x onerror=alert(2)>/${SCRIPT}`);
    });
  });

  it.each<[string, string, (result: JsonResult) => boolean]>([
    ['Severity', 'critical', ({ severity }) => severity === 'critical'],
    ['Severity', 'advice', ({ severity }) => severity === 'advice'],
    ['Status', 'waived', ({ status }) => status === 'waived'],
    ['Status', 'error', ({ status }) => status === 'error'],
    ['Box', 'resources', ({ box }) => box === 'resources'],
    ['Namespace', 'payments', ({ object }) => object.namespace === 'payments'],
    ['Namespace', '-', ({ object }) => object.namespace === ''],
    ['Check', 'has-memory-limit', ({ check }) => check === 'has-memory-limit'],
  ])('filters by %s: %s', async (label, value, isMeant) => {
    await withPage(few.address, {}, async (page) => {
      const [count, all] = [countOf(few, isMeant), few.report.results.length];
      expect(await saidOf(page)).toBe(`${all} findings`);
      await page.getByLabel(label, { exact: true }).selectOption(value);
      expect(count).toBeGreaterThan(0);
      expect(await shownFindings(page)).toBe(count);
      expect(await saidOf(page)).toBe(`${count} of ${all} findings: ${label.toLowerCase()} ${value}`);
    });
  });

  it('searches for all words, whatever case they are in, in what is said and in the check', async () => {
    await withPage(few.address, {}, async (page) => {
      await page.getByLabel('Search').fill('WEB-3 memory');
      await page.locator('#shown', { hasText: 'search WEB-3 memory' }).waitFor();
      const names = await page.locator('li[data-status]:not([hidden]) b').allTextContents();
      expect(new Set(names)).toEqual(new Set(['Deployment identity/web-3']));
      expect(await page.locator('#check-has-memory-limit').isVisible()).toBe(true);
      expect(await page.locator('#check-has-enough-replicas').isVisible()).toBe(false);
      await page.getByLabel('Search').fill('no such words');
      await page.locator('#shown', { hasText: '0 of' }).waitFor();
      expect(await shownFindings(page)).toBe(0);
    });
  });

  it('keeps what is chosen in its address, which can be handed on', async () => {
    let address = '';
    const isMeant = ({ severity, object }: JsonResult) => severity === 'warning' && object.namespace === 'shop';
    const count = countOf(few, isMeant);
    await withPage(few.address, {}, async (page) => {
      await page.getByLabel('Severity').selectOption('warning');
      await page.getByLabel('Namespace').selectOption('shop');
      expect(await shownFindings(page)).toBe(count);
      address = page.url();
    });
    await withPage(address, {}, async (page) => {
      expect(await shownFindings(page)).toBe(count);
      expect(await page.getByLabel('Namespace').inputValue()).toBe('shop');
      await page.getByRole('button', { name: 'Clear' }).click();
      expect(await saidOf(page)).toBe(`${few.report.results.length} findings`);
    });
    await withPage(`${few.address}#box=gone`, {}, async (page) => {
      expect(await saidOf(page)).toBe(`0 of ${few.report.results.length} findings: box gone`);
    });
  });

  it('leads from a box and from a waiver to what was found', async () => {
    await withPage(few.address, {}, async (page) => {
      await page.locator('tr[data-id="resources"] a').first().click();
      await page.locator('#shown', { hasText: 'box resources' }).waitFor();
      expect(await shownFindings(page)).toBe(countOf(few, ({ box }) => box === 'resources'));
      await page.locator('#waivers a').first().click();
      await page.locator('#check-has-memory-limit details[open] li', { hasText: 'Waived until' }).first().waitFor();
      expect(await saidOf(page)).toBe(`${few.report.results.length} findings`);
      expect(await page.evaluate('document.activeElement.closest("article").id')).toBe('check-has-memory-limit');
    });
  });
});

describe('the HTML report by keyboard alone', () => {
  it('can be searched, filtered, opened and cleared', async () => {
    await withPage(few.address, {}, async (page) => {
      const { keyboard } = page;
      const focused = (what: string) => page.evaluate(`document.activeElement.${what}`);
      await keyboard.press('Tab');
      expect(await focused('textContent')).toBe('Skip to the findings');
      await keyboard.press('Enter');
      await page.waitForURL(/#findings$/);
      await keyboard.press('Tab');
      expect(await focused('id')).toBe('search');
      await keyboard.press('Tab');
      await keyboard.press('c');
      await page.locator('#shown', { hasText: 'severity critical' }).waitFor();
      expect(await page.getByLabel('Severity').inputValue()).toBe('critical');
      expect(await shownFindings(page)).toBe(countOf(few, ({ severity }) => severity === 'critical'));
      await keyboard.press('/');
      expect(await focused('id')).toBe('severity');
      for (let times = 0; times < 7; times += 1) await keyboard.press('Tab');
      await keyboard.press('Enter');
      await keyboard.press('Tab');
      expect(await focused('tagName')).toBe('SUMMARY');
      const isOpen = await focused('parentElement.open');
      for (const [key, isExpected] of [['Enter', !isOpen], ['Space', isOpen]] as const) {
        await keyboard.press(key);
        await page.waitForFunction(`document.activeElement.parentElement.open === ${isExpected}`);
      }
      await keyboard.press('/');
      expect(await focused('id')).toBe('search');
      await keyboard.type('web-1');
      await page.locator('#shown', { hasText: 'search web-1' }).waitFor();
      await keyboard.press('Escape');
      await page.locator('#shown', { hasText: /^\d+ findings$/ }).waitFor();
      expect(await saidOf(page)).toBe(`${few.report.results.length} findings`);
    });
  });

  it('shows where it is', async () => {
    await withPage(few.address, {}, async (page) => {
      const lost: unknown[] = [];
      for (let times = 0; times < 60; times += 1) {
        await page.keyboard.press('Tab');
        const [isSeen, what] = await page.evaluate<[boolean, string]>(`(() => {
          const element = document.activeElement;
          const { top, bottom } = element.getBoundingClientRect();
          const isMarked = getComputedStyle(element).outlineStyle !== 'none';
          return [isMarked && bottom > 0 && top < innerHeight, element.outerHTML.slice(0, 100)];
        })()`);
        if (!isSeen) lost.push(what);
      }
      expect(lost).toEqual([]);
    });
  });
});

describe('the HTML report without a script', () => {
  it('is whole: everything can be opened, and links lead to the findings', async () => {
    await withPage(few.address, { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator('#filters').isVisible()).toBe(false);
      expect(await shownFindings(page)).toBe(few.report.results.length);
      const closed = page.locator('article details:not([open])');
      const before = await closed.count();
      await closed.first().locator('summary').click();
      expect(await closed.count()).toBe(before - 1);
      await page.locator('tr[data-id="resources"] a').first().click();
      expect(page.url()).toMatch(/#box=resources$/);
      const top = (await page.locator('article[data-box="resources"]').first().boundingBox())!.y;
      expect(Math.abs(top)).toBeLessThan(DESKTOP.height / 2);
      await page.screenshot({ path: path.join(SCREENSHOTS, 'without-script.png') });
    });
  });
});

describe('the HTML report on paper', () => {
  it.each([true, false])('has all findings and no controls, with a script: %s', async (javaScriptEnabled) => {
    await withPage(few.address, { javaScriptEnabled, viewport: { width: 794, height: 1123 } }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('#filters').isVisible()).toBe(false);
      const heights = await page.evaluate<number[]>(
        '[...document.querySelectorAll("li[data-status]")].map((one) => one.getBoundingClientRect().height)',
      );
      expect(heights.filter((height) => height < 10)).toEqual([]);
      expect(heights).toHaveLength(few.report.results.length);
      await page.screenshot({ path: path.join(SCREENSHOTS, 'print.png') });
      const paper = await page.pdf({ format: 'A4' });
      fs.writeFileSync(path.join(SCREENSHOTS, 'print.pdf'), paper);
      expect(paper.toString('latin1').match(/\/Type \/Page\b/g)!.length).toBeGreaterThan(5);
    });
  });
});

describe('the HTML report of 10,000 results', () => {
  it('is no longer than a browser likes, and filters and searches them', async () => {
    const all = many.report.results.length;
    expect(all).toBeGreaterThan(10_000);
    expect(fs.statSync(many.file).size).toBeLessThan(10_000_000);
    await withPage(many.address, VIEWS.light, async (page) => {
      expect(await saidOf(page)).toBe('10000 findings');
      await page.locator('.left', { hasText: `${all - 10_000} more findings are counted alone` }).waitFor();
      await page.getByLabel('Severity').selectOption('critical');
      expect(await shownFindings(page)).toBe(countOf(many, ({ severity }) => severity === 'critical'));
      await page.getByRole('button', { name: 'Clear' }).click();
      await page.getByRole('button', { name: 'Open all' }).click();
      await page.getByLabel('Search').fill('web-123');
      await page.locator('#shown', { hasText: 'search web-123' }).waitFor();
      const names = await page.locator('li[data-status]:not([hidden]) b').allTextContents();
      expect(new Set(names)).toEqual(new Set(['Deployment identity/web-123']));
      await page.screenshot({ path: path.join(SCREENSHOTS, '10000-searched.png') });
    });
  });
});

it('holds a script whose types are right', () => {
  const script = path.join(ROOT, 'src/report/html/scripts/report.js');
  const program = ts.createProgram([script], {
    allowJs: true,
    checkJs: true,
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    types: [],
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  });
  const said = ts.getPreEmitDiagnostics(program);
  expect(said.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([]);
});
