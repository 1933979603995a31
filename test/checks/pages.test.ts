import * as fs from 'fs';
import * as path from 'path';
import { resultsOf } from './support/cases';
import { engineResultsOf } from './support/engine-examples';
import { checkPageFiles, LIST_FILE } from '../../scripts/checks/check-pages';
import { CHECKS } from '../../src/checks/catalogue';
import { ICheck } from '../../src/checks/model/check';
import { MANIFEST_IS_READABLE } from '../../src/checks/model/engine/manifest-is-readable';
import { WAIVER_CHECKS } from '../../src/checks/model/engine/waiver-checks';
import { CheckExamples } from '../../src/report/check-page/check-page';
import { codeBlocks, readDocument, section } from '../support/project/markdown';

const ROOT = path.resolve(__dirname, '../..');
const FOLDER = 'docs/checks';
const VERSION = /--kubernetes-version (\d+\.\d+)/;
const REGISTRY = /--registry ([^\s`]+)/g;

interface Page {
  readonly id: string;
  readonly wrong: string;
  readonly right: string;
  readonly says: string[];
  readonly options: { readonly kubernetesVersion?: string; readonly trustedRegistries?: string[] };
}

/** What a reader of the page sees. */
function readPage(id: string): Page {
  const text = readDocument(`${FOLDER}/${id}.md`);
  const [wrong, right] = ['## Wrong', '## Right'].map((heading) => section(text, heading));
  const said = wrong.slice(wrong.lastIndexOf('\n```\n') + '\n```\n'.length);
  const registries = [...said.matchAll(REGISTRY)].map(([, registry]) => registry);
  return {
    id,
    wrong: codeBlocks(wrong, 'yaml')[0],
    right: codeBlocks(right, 'yaml')[0],
    says: said.split('\n').filter((line) => line.startsWith('- ')).map((line) => unescaped(line.slice(2))),
    options: {
      kubernetesVersion: VERSION.exec(said)?.[1],
      trustedRegistries: registries.length === 0 ? undefined : registries,
    },
  };
}

function unescaped(text: string): string {
  return text.replace(/\\(?=[\\`*_[\]<>&|~])/g, '');
}

function judged(check: ICheck, text: string, { options }: Page) {
  return resultsOf(check, text, options);
}

describe.each(CHECKS)('the page of $id', (check) => {
  const page = readPage(check.id);

  it('shows as wrong what fails, and what is said of it', () => {
    const results = judged(check, page.wrong, page);
    expect(results.map(({ status }) => status)).toContain('failed');
    expect(results.filter(({ status }) => status !== 'failed')).toEqual([]);
    const unsaid = results.filter(({ message }) => !page.says.some((line) => line.endsWith(`: ${message}`)));
    expect(unsaid.map(({ message }) => message)).toEqual([]);
  });

  it('shows as right what passes', () => {
    const found = [...new Set(judged(check, page.right, page).map(({ status }) => status))];
    // Of versions that nobody will remove there is nothing to say.
    expect(found).toEqual(check.id.startsWith('api-version-') ? [] : ['passed']);
  });
});

describe.each([...WAIVER_CHECKS, MANIFEST_IS_READABLE])('the page of $id', ({ id }) => {
  const { wrong, right, says } = readPage(id);

  it('shows as wrong what the engine finds, and as right what it passes by', () => {
    const [first, ...more] = engineResultsOf(id, wrong);
    expect(more).toEqual([]);
    expect(says).toEqual([expect.stringContaining(first.message)]);
    expect(engineResultsOf(id, right)).toEqual([]);
  });
});

describe('docs/checks', () => {
  it('has a page for each check, and for nothing else', () => {
    const ids = [...CHECKS, ...WAIVER_CHECKS, MANIFEST_IS_READABLE].map(({ id }) => id);
    expect(fs.readdirSync(path.join(ROOT, FOLDER)).sort()).toEqual(ids.map((id) => `${id}.md`).sort());
  });

  it('says what the published list says: run npx projen default', () => {
    const { checks } = JSON.parse(readDocument(LIST_FILE)) as { checks: { id: string; examples?: CheckExamples }[] };
    const examples = new Map(checks.map((check) => [check.id, check.examples]));
    const stale = [...checkPageFiles(ROOT, examples)].filter(([file, text]) => readDocument(file) !== text);
    expect(stale.map(([file]) => file)).toEqual([]);
  });
});
