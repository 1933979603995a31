/** What moves the cursor of a terminal, breaks a line, turns round what stands beside it, or is not seen at all. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
// Nearly every text is such, and is looked at once.
const PLAIN = /^[\x20-\x7e]*$/;
const PLAIN_LINES = /^[\n\x20-\x7e]*$/;
const MOST_CHARACTERS = 200;
/** Which leaves room to say how many there are besides. */
const ROOM_OF_NAMES = 150;

/**
 * The text on one line, with an escape for each character that nobody would see as what it is.
 *
 * Whatever is shown to a person goes through it. The escapes are those of JSON, so that JSON keeps its meaning.
 */
export function visible(text: string): string {
  return PLAIN.test(text) ? text : text.replace(UNSEEN, escaped);
}

/** The same of several lines. */
export function visibleLines(text: string): string {
  return PLAIN_LINES.test(text) ? text : text.split('\n').map(visible).join('\n');
}

/** The beginning of a text that would fill the screen. */
export function shortened(text: string, most = MOST_CHARACTERS): string {
  return text.length <= most ? text : `${cut(text, most)}...`;
}

/** The text as part of a sentence: all of it to be seen, and not too long. */
export function shownText(text: string, most = MOST_CHARACTERS): string {
  return shownBy(visible, text, most);
}

/** Several lines of it; those that follow stand further in, so that none is taken for the beginning of another text. */
export function shownLines(text: string, most: number, margin: string): string {
  return shownBy(visibleLines, text, most).split('\n').join(`\n${margin}`);
}

/** One after the other, as many as there is room for, and how many there are besides. */
export function shownInTurn(names: readonly string[], joint: string, room = ROOM_OF_NAMES): string {
  let text = shownText(names[0], room / 2);
  for (let index = 1; index < names.length; index += 1) {
    const longer = `${text}${joint}${shownText(names[index], room / 2)}`;
    if (longer.length > room) return `${text}${joint}... and ${names.length - index} more`;
    text = longer;
  }
  return text;
}

/** By the short forms that everybody knows, where there are some; of others, by each half of what is written as two. */
function escaped(character: string): string {
  const short = JSON.stringify(character).slice(1, -1);
  if (short !== character) return short;
  return Array.from({ length: character.length }, (_, index) => (
    `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`
  )).join('');
}

/** What is cut off need not be looked at, and escapes are longer than what they stand for. */
function shownBy(seen: (text: string) => string, text: string, most: number): string {
  const start = seen(cut(text, most));
  return text.length <= most && start.length <= most ? start : `${cut(start, most)}...`;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}
