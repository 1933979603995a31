import * as fs from 'fs';
import * as path from 'path';
import { DOMParser } from '@xmldom/xmldom';
import Ajv from 'ajv';
import MarkdownIt from 'markdown-it';
import { Fault } from './campaign';
import type { ReportFormat } from '../src/cli/options';
import { parsedPage } from '../test/report/support/parsed-page';
import { sarifErrors } from '../test/report/support/sarif-schema';

const SCHEMA = path.resolve(__dirname, '../docs/report.schema.json');
const isReport = new Ajv().compile(JSON.parse(fs.readFileSync(SCHEMA, 'utf8')));
const MARKDOWN = new MarkdownIt({ html: true, linkify: true });
/** What GitHub takes as a comment. */
const LONGEST_COMMENT = 65_536;
/** All that is HTML in a comment. */
const FRAME = /^(?:<details><summary>[^<>]*(?:<code>[^<>]*<\/code>[^<>]*)?<\/summary>|<\/details>)\n$/;

const FORMS: Readonly<Record<ReportFormat, (output: string) => void>> = {
  text: () => undefined,
  json: (output) => {
    if (isReport(parsed(output))) return;
    throw new Fault(`the report is not as its schema: ${JSON.stringify(isReport.errors)}`);
  },
  sarif: (output) => {
    const errors = sarifErrors(parsed(output));
    if (errors.length > 0) throw new Fault(`the report is no SARIF: ${JSON.stringify(errors)}`);
  },
  junit: expectXml,
  markdown: expectComment,
  html: expectPage,
};

/** All that a page is made of. */
const ELEMENTS = new Set([
  'a', 'article', 'b', 'body', 'button', 'caption', 'code', 'dd', 'details', 'div', 'dl', 'dt', 'footer', 'h1', 'h2',
  'h3', 'head', 'header', 'html', 'input', 'kbd', 'label', 'li', 'main', 'meta', 'nav', 'option', 'p', 'pre', 'rect',
  'script', 'section', 'select', 'small', 'span', 'strong', 'style', 'summary', 'svg', 'table', 'tbody', 'td', 'th',
  'thead', 'time', 'title', 'tr', 'ul',
]);
/** What could run, or be fetched, beside the one script. */
const ACTIVE = /^(?:on|src$|style$|action$)/;

/** Refuses a report that is not of its format. */
export function expectForm(format: ReportFormat, output: string): void {
  FORMS[format](output);
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch (error) {
    throw new Fault(`it is no JSON: ${(error as Error).message}`);
  }
}

function expectXml(output: string): void {
  const onError = (_: string, message: string) => { throw new Fault(`it is no XML: ${message}`); };
  const { documentElement } = new DOMParser({ onError }).parseFromString(output, 'text/xml');
  const cases = documentElement?.getElementsByTagName('testcase').length;
  if (String(cases) !== documentElement?.getAttribute('tests')) throw new Fault(`it counts other cases than ${cases}`);
}

function expectComment(output: string): void {
  if (output.length >= LONGEST_COMMENT) throw new Fault(`a comment has ${output.length} characters`);
  const tokens = MARKDOWN.parse(output, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  const odd = tokens.find(({ type, content }) => (
    /^(?:link|image|html_inline)/.test(type) || (type === 'html_block' && !FRAME.test(content))
  ));
  if (odd !== undefined) throw new Fault(`a name is read as ${odd.type}: ${odd.content}`);
}

function expectPage(output: string): void {
  const { errors, elements } = parsedPage(output);
  if (errors.length > 0) throw new Fault(`it is no HTML: ${errors[0]}`);
  const odd = elements.find(({ tag, attributes }) => (
    !ELEMENTS.has(tag) || Object.keys(attributes).some((name) => ACTIVE.test(name))
  ));
  if (odd !== undefined) throw new Fault(`a name is read as the element ${odd.tag}: ${odd.text.slice(0, 200)}`);
  if (elements.filter(({ tag }) => tag === 'script').length !== 1) throw new Fault('it has more than one script');
}
