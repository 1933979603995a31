import { visible } from '../values/visible-text';

/** Letters, digits and such, which everybody quotes as they are. */
const PLAIN = /^[\w !#$%'()*+,./:;=?@[\]^`{|}~-]*$/;
const IN_HTML = /[<>&]/g;
const OF_ONE_BYTE = /\\u00([0-9a-f]{2})/g;

/** A text as others write it who quote it: in JSON, in JSON that is quoted itself, and both of them in Go's way. */
export function quotedForms(text: string): string[] {
  if (PLAIN.test(text)) return [text];
  const once = inJson(text);
  const ofGo = forHtml(once);
  const byFormat = visible(once).replace(OF_ONE_BYTE, '\\x$1');
  return [text, once, ofGo, byFormat, inJson(once), inJson(ofGo), forHtml(inJson(ofGo))];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Go's encoder of JSON has every text fit for HTML. */
function forHtml(json: string): string {
  return json.replace(IN_HTML, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)
    .replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029');
}
