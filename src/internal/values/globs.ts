/** The parts of a glob; a bracket that is never closed is a character. */
const TOKENS = /\*\*\/|\*\*|\*|\?|\[!?[^\]/]{1,100}\]|\{[^{}]{0,1000}\}|[\s\S]/g;
const MOST_CHARACTERS = 1000;
/** Longer than any path. */
const LONGEST_TEXT = 10_000;

/** What a text is put to. */
export interface Glob {
  /** Whether the glob matches the whole text. */
  test(text: string): boolean;
}

/** A place between two characters, and where one leads from there. */
interface Place {
  /** Places that are reached without a character. */
  readonly next: number[];
  /** Places that are reached by a character. */
  readonly by: { readonly accepts: (character: string) => boolean; readonly to: number }[];
}

const IN_A_NAME = (character: string) => character !== '/';
const ANYWHERE = () => true;

/**
 * What a glob matches: `*` and `?` stand for what is within one name, `**` for folders too, `{a,b}` for either and
 * `[a-z]` for one of several characters.
 *
 * Node's own `path.matchesGlob` is experimental, and the oldest version that we run on has none. All ways through a
 * glob are gone at once: an expression would try them one after the other, `*a*a*a*` for longer than anybody waits.
 *
 * @throws Error where it is no glob
 */
export function globPattern(glob: string): Glob {
  if (glob.length > MOST_CHARACTERS) throw new Error(`a glob has at most ${MOST_CHARACTERS} characters`);
  const places: Place[] = [newPlace()];
  try {
    const end = addGlob(places, 0, glob);
    return { test: (text) => text.length <= LONGEST_TEXT && leadsTo(places, text, end) };
  } catch {
    throw new Error(`${JSON.stringify(glob)} is no glob; in brackets write characters as a-z`);
  }
}

function leadsTo(places: readonly Place[], text: string, end: number): boolean {
  let here = withNext(places, [0]);
  for (const character of text) {
    const reached = [...here].flatMap((place) => (
      places[place].by.filter(({ accepts }) => accepts(character)).map(({ to }) => to)
    ));
    if (reached.length === 0) return false;
    here = withNext(places, reached);
  }
  return here.has(end);
}

function withNext(places: readonly Place[], from: readonly number[]): Set<number> {
  const here = new Set(from);
  // A set is walked through to what is added meanwhile.
  for (const place of here) places[place].next.forEach((one) => here.add(one));
  return here;
}

/** Adds what a glob matches behind a place; the new place is where it ends. */
function addGlob(places: Place[], start: number, glob: string): number {
  return (glob.match(TOKENS) ?? []).reduce((from, token) => addToken(places, from, token), start);
}

function addToken(places: Place[], from: number, token: string): number {
  if (token === '**/') return addFolders(places, from);
  if (token === '**') return addAny(places, from, ANYWHERE);
  if (token === '*') return addAny(places, from, IN_A_NAME);
  if (token === '?') return addStep(places, from, IN_A_NAME);
  if (token.length > 1 && token.startsWith('[')) return addStep(places, from, classOf(token.slice(1, -1)));
  if (token.length > 1 && token.startsWith('{')) return addEither(places, from, token.slice(1, -1).split(','));
  return addStep(places, from, (character) => character === token);
}

function addStep(places: Place[], from: number, accepts: (character: string) => boolean): number {
  const to = places.push(newPlace()) - 1;
  places[from].by.push({ accepts, to });
  return to;
}

/** A place of its own, so that it does not go on where another way has come. */
function addAny(places: Place[], from: number, accepts: (character: string) => boolean): number {
  const place = places.push(newPlace()) - 1;
  places[from].next.push(place);
  places[place].by.push({ accepts, to: place });
  return place;
}

/** None, or several names with a slash behind each. */
function addFolders(places: Place[], from: number): number {
  const start = places.push(newPlace()) - 1;
  places[from].next.push(start);
  const inName = addStep(places, start, IN_A_NAME);
  places[inName].by.push({ accepts: IN_A_NAME, to: inName }, { accepts: (character) => character === '/', to: start });
  return start;
}

function addEither(places: Place[], from: number, globs: readonly string[]): number {
  const ends = globs.map((glob) => {
    const start = places.push(newPlace()) - 1;
    places[from].next.push(start);
    return addGlob(places, start, glob);
  });
  const end = places.push(newPlace()) - 1;
  ends.forEach((one) => places[one].next.push(end));
  return end;
}

function classOf(characters: string): (character: string) => boolean {
  const isNot = characters.startsWith('!');
  const members = characters.slice(isNot ? 1 : 0).replace(/[\\^[\]]/g, '\\$&');
  const pattern = new RegExp(`^[${isNot ? '^/' : ''}${members}]$`, 's');
  return (character) => pattern.test(character);
}

function newPlace(): Place {
  return { next: [], by: [] };
}
