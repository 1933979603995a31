import * as fs from 'fs';
import * as path from 'path';
import { Severity } from '../../src/checks/model/severity';
import { check, CheckOptions } from '../../src/cli/check/command';
import { REPORT_FORMATS } from '../../src/cli/options';
import { DEFAULT_MINOR } from '../../src/internal/kubernetes-version';
import { fakeOf, FakeSecret, readOrders } from '../../test/support/secrets/fake-secrets';
import { holderOf } from '../../test/support/secrets/secret-holders';
import { Campaign, Fault } from '../campaign';

const ORDERS = readOrders();
const FOUND = 'holds what looks like';
/** Shorter ones may stand in a report by accident. */
const TELLING = 16;

/** Secrets that nobody ever saw, in manifests: what is found is not repeated. */
export const SECRETS: Campaign = {
  name: 'secrets',
  what: 'secrets of random characters in manifests; a report that tells of one does not repeat it',
  share: 1,
  isTimed: true,
  run(random, { index, folder }) {
    const fake = fakeOf(random.pick(ORDERS), String(random.below(2 ** 30)));
    const file = path.join(folder, 'holder.json');
    fs.writeFileSync(file, JSON.stringify(holderOf(fake, 'holder')));
    const report = reportOf(file, REPORT_FORMATS[index % REPORT_FORMATS.length]);
    if (!report.includes(FOUND)) return;
    const shown = secretsOf(fake).find((secret) => report.includes(secret));
    if (shown !== undefined) throw new Fault('the report repeats a secret');
  },
};

function reportOf(file: string, format: CheckOptions['format']): string {
  let report = '';
  check({
    paths: [file],
    exclude: [],
    packages: [],
    only: [],
    skip: [],
    format,
    reports: [],
    failOn: Severity.CRITICAL,
    minor: DEFAULT_MINOR,
    registries: [],
    asOf: '2026-06-30',
    isAll: true,
    areBoxesShown: false,
    isColored: false,
  }, (text) => {
    report += text;
  });
  return report;
}

function secretsOf({ value, words = [value] }: FakeSecret): string[] {
  return words.map((word) => JSON.stringify(word).slice(1, -1)).filter(({ length }) => length > TELLING)
    .filter((word) => !/^(?:https?:\/\/[\w.:/-]+|[\w-]+)$/.test(word) || /\d\D*\d\D*\d/.test(word));
}
