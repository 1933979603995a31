import * as fs from 'fs';
import * as path from 'path';

const LIBRARY = path.resolve(__dirname, '../lib');
const INDEX = path.join(LIBRARY, 'index.js');
const EXPORT = /^__exportStar\(require\("(.+)"\), exports\);$/gm;

/** Whose names jsii does not know, because programs of JavaScript alone ask for them. */
const FILES_BESIDES = ['./cli/validation/readiness-validation'];

const HEAD = `"use strict";
// Written by scripts/lazy-index.ts: a file is loaded when one of its names is asked for.
Object.defineProperty(exports, "__esModule", { value: true });
function lazily(name, load) {
  Object.defineProperty(exports, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = load()[name];
      Object.defineProperty(exports, name, { enumerable: true, value });
      return value;
    },
  });
}
// ES modules learn of names by such lines.
`;

interface Name {
  readonly name: string;
  /** Relative to the index. */
  readonly file: string;
}

main();

/** Takes the place of the compiled index, which loads every construct for a program that uses a few of them. */
function main(): void {
  const files = [...fs.readFileSync(INDEX, 'utf8').matchAll(EXPORT)].map(([, file]) => file);
  if (files.length === 0) throw new Error(`${INDEX} has no line that ${EXPORT} finds; does the compiler write others?`);
  fs.writeFileSync(INDEX, textOf([...files, ...FILES_BESIDES].flatMap(namesIn)));
}

function namesIn(file: string): Name[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return Object.keys(require(path.join(LIBRARY, file))).map((name) => ({ name, file }));
}

function textOf(names: readonly Name[]): string {
  const declared = names.map(({ name }) => `exports.${name} = void 0;\n`);
  const loaded = names.map(({ name, file }) => `lazily("${name}", () => require("${file}"));\n`);
  return [HEAD, ...declared, ...loaded].join('');
}
