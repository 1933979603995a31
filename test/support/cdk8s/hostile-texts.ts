import * as fc from 'fast-check';
import { STRINGS } from './yaml-strings';

/** Texts of one sign, of words that YAML knows, of several lines, and what joins them. */
const PIECES = [
  ...'aZ09 -_.:,#&*!|>?@%`\'"[]{}\\/~=+<\t\n', '\n\n', ' \n', '\n ', '\t\n', '\n\t', ': ', ' #', '- ', 'two words',
  '\r', '\u0000', '\u0085', '\u00a0', '\u2003', '\u2028', '\u3000', '\ufeff', '\u00e9', '\u2014', '😀', '\ud800',
  'yes', 'No', 'ON', 'true', 'null', '~', '0x1', '0o7', '1e3', '12:30', '2001-01-01', '.inf', '---', '...', '<<',
  'E0', 'e-5', 'E', '$(x)', '{{ x }}', 'a'.repeat(90),
];

/** Any text, most of them of signs that mean something in YAML. */
export const hostileText = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')) },
  fc.string(),
  fc.constantFrom(...STRINGS),
);

/** Every text of some signs up to a length. */
export function everyText(signs: string, longest: number): string[] {
  let last = [''];
  const all = [...last];
  for (let length = 1; length <= longest; length++) {
    last = last.flatMap((text) => [...signs].map((sign) => text + sign));
    all.push(...last);
  }
  return all;
}
