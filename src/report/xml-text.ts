import { visibleLines } from '../internal/values/visible-text';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // No document of XML 1.0 may hold them, by whatever name.
  '\ufffe': '\\ufffe',
  '\uffff': '\\uffff',
};

/** A text within an element or an attribute of XML 1.0, whatever it holds; controls are to be seen. */
export function xmlText(text: string): string {
  return visibleLines(text).replace(/[&<>"'\ufffe\uffff]/g, (character) => ESCAPES[character]);
}
