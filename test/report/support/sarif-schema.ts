import * as fs from 'fs';
import * as path from 'path';
import Ajv from 'ajv';

const FILE = path.resolve(__dirname, '../../data/reports/sarif-2.1.0.schema.json');
const isSarif = compileSchema();

/** Says what of a SARIF log is not as its schema; nothing where all is. */
export function sarifErrors(log: unknown): unknown[] {
  return isSarif(log) ? [] : isSarif.errors ?? [];
}

/** It is of draft 4, read alike by later ones but for these two keys, and with a pattern that is no Unicode one. */
function compileSchema() {
  const { $schema: _, id: __, ...schema } = JSON.parse(fs.readFileSync(FILE, 'utf8'));
  return new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
}
