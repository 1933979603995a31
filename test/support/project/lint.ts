import * as path from 'path';
import { LegacyESLint } from 'eslint/use-at-your-own-risk';

const ROOT = path.resolve(__dirname, '../../..');

/** Rules that ask the type checker, which reads the whole library first. */
const OF_TYPES = [
  '@typescript-eslint/no-floating-promises', '@typescript-eslint/restrict-template-expressions',
  '@typescript-eslint/return-await', 'type-errors',
];

/** The rules that a text would break as the content of a file, those of types apart. */
export async function lintText(file: string, text: string): Promise<string[]> {
  const eslint = new LegacyESLint({
    cwd: ROOT,
    rulePaths: [path.join(ROOT, 'projenrc/eslint-rules')],
    overrideConfig: {
      parserOptions: { project: null },
      rules: Object.fromEntries(OF_TYPES.map((rule) => [rule, 'off'])),
    },
  });
  const [result] = await eslint.lintText(text, { filePath: file });
  return result.messages.map(({ ruleId, message }) => ruleId ?? message);
}
