/** What an action of a template is made of. */
export interface TemplateAction {
  /** Functions and keywords, in their order. */
  readonly words: readonly string[];
  /** Those that it sets, too. */
  readonly variables: readonly string[];
  readonly sets: readonly string[];
  /** Whether it says anything, and that without signs that Go has no use for. */
  readonly isLegible: boolean;
}

const COMMENT = /\{\{(?:-\s+)?\/\*/y;
/** What needs something to ask. */
const ASKING = ['if', 'range', 'with', 'define', 'block', 'template'];
const FOREIGN = /^[^\p{L}\p{N}_\s"'`$.:=|,()-]/u;
const TOKEN = new RegExp([
  /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|\}\}|:=|\.[\p{L}_][\p{L}\p{N}_]*|\$[\p{L}\p{N}_]*/suy,
  /[\p{L}_][\p{L}\p{N}_]*|\d[\w.]*|\s+|./suy,
].map(({ source }) => source).join('|'), 'suy');
const END = '}}';
const QUOTES = ['"', '`', '\''];

/** The actions of a template of Go, without its comments; undefined where one is not closed. */
export function templateActions(text: string): TemplateAction[] | undefined {
  const actions: TemplateAction[] = [];
  let place = text.indexOf('{{');
  while (place !== -1) {
    const comment = endOfComment(text, place);
    const tokens = comment === undefined ? tokensFrom(text, place + 2) : undefined;
    if (comment === -1 || (comment === undefined && tokens === undefined)) return undefined;
    if (tokens !== undefined) actions.push(actionOf(tokens));
    place = text.indexOf('{{', comment ?? TOKEN.lastIndex);
  }
  return actions;
}

/** Undefined where no comment begins there, and -1 where it never ends. */
function endOfComment(text: string, place: number): number | undefined {
  COMMENT.lastIndex = place;
  if (!COMMENT.test(text)) return undefined;
  const end = text.indexOf('*/', COMMENT.lastIndex);
  return end === -1 ? -1 : text.indexOf(END, end);
}

function tokensFrom(text: string, start: number): string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = start;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [token] = match;
    if (token === END) return tokens;
    // What begins a text, and is none, is open.
    if (QUOTES.includes(token)) return undefined;
    tokens.push(token);
  }
  return undefined;
}

function actionOf(tokens: readonly string[]): TemplateAction {
  const isVariable = (token: string) => token.startsWith('$');
  const said = tokens.filter((token) => token.trim() !== '' && token !== '-');
  const before = tokens.slice(0, Math.max(0, tokens.indexOf(':=')));
  return {
    words: tokens.filter((token) => /^[\p{L}_]/u.test(token)),
    variables: tokens.filter(isVariable),
    sets: before.filter(isVariable),
    isLegible: said.length > (ASKING.includes(said[0]) ? 1 : 0) && !said.some((token) => FOREIGN.test(token))
      && countOf('(', said) === countOf(')', said),
  };
}

function countOf(sign: string, tokens: readonly string[]): number {
  return tokens.filter((token) => token === sign).length;
}
