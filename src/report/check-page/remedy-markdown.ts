import { codeInProse } from './code-in-prose';
import { Remedy } from '../../checks/model/check';
import { codeSpan, fenced, prose } from '../../internal/values/markup/markdown-text';

// Parts of calls are no program, which is what documents of this library call `ts`.
const CODE = 'js';

/** What to do, in manifests and in code. */
export function remedyMarkdown({ manifest, construct }: Remedy): string[] {
  return [
    `In manifests:\n\n${oneWay(manifest, 'yaml')}`,
    ...(construct === undefined ? [] : [`In code:\n\n${oneWay(construct, CODE)}`]),
  ];
}

/** A sentence, with what is code in it marked as such. */
export function sentenceMarkdown(text: string): string {
  return codeInProse(text).map((piece) => (piece.isCode ? codeSpan(piece.text) : prose(piece.text))).join('');
}

/** A block where the remedy is nothing but code. */
function oneWay(remedy: string, language: string): string {
  const text = remedy.trimEnd();
  const isCode = text.includes('\n') || codeInProse(text).every((piece) => piece.isCode);
  return isCode ? fenced(text, language) : sentenceMarkdown(text);
}
