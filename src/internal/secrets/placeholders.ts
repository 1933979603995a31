/** Where a value comes from later: a variable, a template, a marker that something replaces. */
const FILLED_IN = new RegExp([
  /^\$\w|[$%#]\{|\$\(|\{\{|^%\(?\w+[)%]|^%[sdv]$|^\([^)]*\)$|^\{[\w. -]*\}$|^<[^>]*>?$|^`|^@\w+@$|^__\w+__$|^\$\$\(|^\$\[/,
  /^ENC[[(]|^\{(?:cipher|vault)\}|^!vault/,
].map(({ source }) => source).join('|'));
/** What says of itself that it is to be replaced. */
const TO_REPLACE = new RegExp('^(?:' + [
  '\\*+', '[*.x#?_-]{3,}', '\\[?(?:redacted|hidden|masked|omitted|removed)\\]?', 'placeholder', 'dummy', 'todo',
  'fixme',
  '(?:your|insert|enter|replace|put|paste|add|some)(?:[-_ ]\\S{1,60}|me|this|here)', 'to[-_ ]?be[-_ ]?\\S{1,40}',
].join('|') + ')$', 'i');
/** A word in capitals, where everything else is written small. */
const WORD_FOR_A_VALUE = /^(?:MY_|YOUR_|DB_)?(?:PASSWORD|PASSWD|PASS|PWD|SECRET|TOKEN|KEY|APIKEY|API_KEY)$/;

/** Whether a value stands for one that is filled in later, and is none itself. */
export function isPlaceholder(value: string): boolean {
  return FILLED_IN.test(value) || TO_REPLACE.test(value) || WORD_FOR_A_VALUE.test(value);
}
