import * as path from 'path';
import * as ts from 'typescript';

const ROOT = path.resolve(__dirname, '../../..');
const PROGRAM = path.join(ROOT, 'main.ts');

/** What the compiler says of a program that uses the compiled package, with the options of a `tsconfig.json`. */
export function typeErrors(text: string, compilerOptions: object): string[] {
  const { options, errors } = ts.convertCompilerOptionsFromJson(compilerOptions, ROOT);
  if (errors.length > 0) return errors.map(textOf);
  const all: ts.CompilerOptions = { ...options, noEmit: true, paths: { 'cdk8s-preflight': ['./lib'] }, types: [] };
  const host = ts.createCompilerHost(all);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === PROGRAM || fileExists(file);
  host.getSourceFile = (file, ...rest) => (
    file === PROGRAM ? ts.createSourceFile(file, text, rest[0]) : getSourceFile(file, ...rest)
  );
  return ts.getPreEmitDiagnostics(ts.createProgram([PROGRAM], all, host)).map(textOf);
}

/** Whether a text is of statements, none of which is cut. */
export function isWhole(text: string): boolean {
  return ts.transpileModule(text, { reportDiagnostics: true }).diagnostics?.length === 0;
}

function textOf({ messageText }: ts.Diagnostic): string {
  return ts.flattenDiagnosticMessageText(messageText, '\n');
}
