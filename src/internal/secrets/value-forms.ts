/** How a value stands behind its name. */
export type ValueForm = 'quoted' | 'bare' | 'flag' | 'list' | 'directive';

/** A name with its value, wherever they stand in a text. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
  readonly form: ValueForm;
}

/** A name in a text. */
interface NameInText {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Whether a value may stand behind a flag. */
  readonly isCommand: boolean;
}

const CONTEXT = 120;
const SET_BY_LANGUAGE = /[ \t]{0,10}=[ \t]{0,10}["']|[ \t]{1,10}["'][^"'\n]{8,200}["'];/y;
const SIGN = /\\{0,3}["'`]?\]?[ \t]{0,20}(=>|[:=]{1,2})([ \t]{0,20})/y;
/** In quotes that are escaped, in quotes, or without any. */
const VALUE = /\\{1,3}"([^"\\\n]{0,400})\\{1,3}"|"((?:[^"\\\n]|\\.){0,400})"|'([^'\n]{0,400})'|([^\s"'`,;&<>|)\]}=]{1,400}={0,2})/y;
/** What stands before a name that begins something, and is no word of a sentence. */
const BEGINNING = new RegExp([
  /(?:^|\n|\\n|[{,([?&;|])[ \t]{0,100}(?:-[ \t]{1,10}|(?:export|set|env|declare)[ \t]{1,10})?\\{0,3}["']?$/,
  /["']$/,
].map(({ source }) => source).join('|'));
const LINE_START = new RegExp([
  /(?:^|\n|;)[ \t]{0,100}/, /(?:(?:ENV|ARG|SetEnv|setenv|set|proxy_set_header|more_set_input_headers)[ \t]{1,10})?\$?["']?$/,
].map(({ source }) => source).join(''));
const END = /[ \t]{0,20}(?:$|[\n\r,;}\])"']|\\[nr]|#)/y;

/** <password>x</password> */
const ELEMENT = /(?: [^<>\n]{0,100})?>([^<>\n]{1,300})<\//y;
/** {"name": "PASSWORD", "value": "x"}, and the same in YAML and XML; what it is called is a value itself. */
const VALUE_BESIDE = /\\?["']?,?\s{0,40}\\?["']?value\\?["']?[ \t]{0,5}[:=][ \t]{0,5}(?:\\?["'])?([^\s"'\\,}\]<>]{1,400})/iy;
const IS_NAME = /(?:name|key)\\?["']?[ \t]{0,5}[:=][ \t]{0,5}\\?["']?$/i;
/** A block of YAML with one line. */
const BLOCK = /["']?:[ \t]{0,10}[|>][+-]?\d?[ \t]{0,10}\r?\n[ \t]{1,100}(\S{1,400})[ \t]{0,10}(?:\r?\n|$)/y;
/** ("password", "x") */
const ITEM_BEHIND = /["']?\s{0,5},\s{0,5}(?:<<)?["']([^"'\n]{1,200})["']/y;
const OPENED = /[({[]\s{0,5}["']?-{0,2}$/;
/** A line of a name and a value, as many programs have it. */
const REST_OF_LINE = /["']?[ \t]{1,40}["']?([^\s"';]{3,200})["']?;?[ \t]{0,10}\r?(?:\n|$)/y;
const ARGUMENT = /[ \t]{1,10}(?:"([^"]{1,400})"|'([^']{1,400})'|([^\s"'`;|&<>-][^\s"'`;|&<>]{0,400}))/y;

/** What stands behind a name as its value; undefined where nothing does. */
export function valueBehind(text: string, spot: NameInText): NamedValue | undefined {
  if (isAskedFor(text, spot)) return undefined;
  return assigned(text, spot) ?? inAnotherForm(text, spot);
}

/** A variable that is asked for, and not set. */
function isAskedFor(text: string, { start, end }: NameInText): boolean {
  const last = text[start - 1];
  // Some languages write it before names that they set, too.
  if (last === '$') return at(SET_BY_LANGUAGE, text, end) === undefined || /["'({]/.test(text[start - 2] ?? '');
  return last === '@' || last === '%' || last === '{' && '$#%'.includes(text[start - 2] ?? ' ');
}

function assigned(text: string, spot: NameInText): NamedValue | undefined {
  const sign = at(SIGN, text, spot.end);
  const match = sign && at(VALUE, text, spot.end + sign[0].length);
  if (match === undefined) return undefined;
  const [, escaped, double, single, bare] = match;
  if (!isAssignment(text, spot, { sign: sign![1], space: sign![2], end: match.index + match[0].length, bare })) {
    return undefined;
  }
  const form = bare === undefined ? 'quoted' : 'bare';
  return { name: spot.name, value: escaped ?? double ?? single ?? bare, form: isFlag(text, spot) ? 'flag' : form };
}

/** What stands between a name and its value, and where that ends; `bare` where it has no quotes. */
interface Sign {
  readonly sign: string;
  readonly space: string;
  readonly end: number;
  readonly bare?: string;
}

/** Whether it is none of a sentence, in which a colon stands too, and more words behind it. */
function isAssignment(text: string, spot: NameInText, { sign, space, end, bare }: Sign): boolean {
  const isEqual = sign.startsWith('=');
  if (!isEqual && !BEGINNING.test(before(text, spot.start))) return false;
  if (bare === undefined || isFlag(text, spot) || isEqual && space === '') return true;
  return at(END, text, end) !== undefined;
}

function isFlag(text: string, { start, isCommand }: NameInText): boolean {
  return isCommand && text[start] === '-';
}

/** With whether it is one that stands there, which is asked where there is one. */
type AnotherForm = [ValueForm, RegExp, () => boolean];

function inAnotherForm(text: string, spot: NameInText): NamedValue | undefined {
  const { name, start, end } = spot;
  const element: AnotherForm[] = text[start - 1] === '<' ? [['quoted', ELEMENT, () => true]] : [];
  const forms: AnotherForm[] = [
    ...element,
    ['quoted', VALUE_BESIDE, () => IS_NAME.test(before(text, start))],
    ['quoted', BLOCK, () => BEGINNING.test(before(text, start))],
    ['list', ITEM_BEHIND, () => OPENED.test(before(text, start))],
    ['flag', ARGUMENT, () => isFlag(text, spot)],
    ['directive', REST_OF_LINE, () => LINE_START.test(before(text, start))],
  ];
  for (const [form, expression, isThere] of forms) {
    const match = at(expression, text, end);
    const value = match?.slice(1).find((group) => group !== undefined);
    if (value !== undefined && isThere()) return { name, value: value.trim(), form };
  }
  return undefined;
}

function before(text: string, start: number): string {
  return text.slice(Math.max(0, start - CONTEXT), start);
}

function at(expression: RegExp, text: string, index: number): RegExpExecArray | undefined {
  expression.lastIndex = index;
  return expression.exec(text) ?? undefined;
}
