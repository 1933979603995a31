import type { Manifest } from '../model/manifest';

const SHOWN = 3;

/** What a sentence calls objects: `NetworkPolicy deny`; the first few of them, with their kinds. */
export function namedObjects(objects: readonly Pick<Manifest, 'kind' | 'name'>[]): string {
  const names = [...new Set(objects.map(({ kind, name }) => `${kind} ${name === '' ? '(no name)' : name}`))];
  const rest = names.length - SHOWN;
  if (rest > 0) return `${names.slice(0, SHOWN).join(', ')} and ${rest} more`;
  return names.join(', ').replace(/, (?=[^,]*$)/, ' and ');
}
