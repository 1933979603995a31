import * as path from 'path';
import { LegacyESLint } from 'eslint/use-at-your-own-risk';

const ROOT = path.resolve(__dirname, '../../..');

/** The rules that a text would break as the content of a file. */
export async function lintText(file: string, text: string): Promise<string[]> {
  const eslint = new LegacyESLint({ cwd: ROOT, rulePaths: [path.join(ROOT, 'projenrc/eslint-rules')] });
  const [result] = await eslint.lintText(text, { filePath: file });
  return result.messages.map(({ ruleId, message }) => ruleId ?? message);
}
