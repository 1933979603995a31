const TOKENS = /\*\*\/|\*\*|\*|\?|\[!?[^\]/]+\]|\{[^{}]*\}|[\s\S]/g;

/**
 * What a glob matches: `*` and `?` stand for what is within one name, `**` for folders too, `{a,b}` for either and
 * `[a-z]` for one of several characters.
 *
 * Node's own `path.matchesGlob` is experimental, and the oldest version that we run on has none.
 *
 * @throws Error where it is no glob
 */
export function globPattern(glob: string): RegExp {
  try {
    return new RegExp(`^${sourceOf(glob)}$`);
  } catch {
    throw new Error(`${JSON.stringify(glob)} is no glob; in brackets write characters as a-z`);
  }
}

function sourceOf(glob: string): string {
  return glob.replace(TOKENS, (token) => {
    if (token === '**/') return '(?:[^/]+/)*';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.length > 1 && token.startsWith('[')) return classOf(token.slice(1, -1));
    if (token.length > 1 && token.startsWith('{')) return eitherOf(token.slice(1, -1));
    return token.replace(/[\\^$.|+()[\]{}]/, '\\$&');
  });
}

function eitherOf(globs: string): string {
  return `(?:${globs.split(',').map(sourceOf).join('|')})`;
}

function classOf(characters: string): string {
  const isNot = characters.startsWith('!');
  const members = characters.slice(isNot ? 1 : 0).replace(/[\\^[\]]/g, '\\$&');
  return `[${isNot ? '^/' : ''}${members}]`;
}
