import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';

const SOURCES = path.join(__dirname, 'programs');
const ROOT = path.resolve(__dirname, '../..');
// Below the repository, so that the peers are found from there too.
const COMPILED = path.join(ROOT, 'tmp/synthesis');
const IMPORT_OF_SOURCES = /(['"])\.\.\/\.\.\/\.\.\/src\1/g;

/** The library as its users get it. */
export const LIBRARY = path.join(ROOT, 'lib');

/** Makes JavaScript of the programs, which use the compiled library: compiling at the start would be measured too. */
export function compilePrograms(): void {
  fs.rmSync(COMPILED, { recursive: true, force: true });
  fs.mkdirSync(COMPILED, { recursive: true });
  for (const file of fs.readdirSync(SOURCES)) {
    const { outputText } = ts.transpileModule(fs.readFileSync(path.join(SOURCES, file), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const program = outputText.replace(IMPORT_OF_SOURCES, JSON.stringify(LIBRARY));
    fs.writeFileSync(path.join(COMPILED, file.replace(/\.ts$/, '.js')), program);
  }
}

/** The path of a compiled program. */
export function programNamed(name: string): string {
  return path.join(COMPILED, `${name}.js`);
}
