import { dump } from 'js-yaml';
import { DOCUMENTS, GROUPS, OBJECTS } from './corpus';
import { mutatedObject } from './path-mutations';
import { mutatedBytes, mutatedText } from './text-mutations';
import { Random } from '../../test/support/random';

const LARGE_BYTES = [100_000, 300_000, 900_000];

/** The content of a file that may be manifests. */
export function manifestFile(random: Random): string | Buffer {
  switch (random.below(40)) {
    case 0: return mutatedBytes(random.pick(DOCUMENTS), random);
    case 1: return mutatedText(random.pick(GROUPS), random);
    case 2: return mutatedText(JSON.stringify(random.pick(OBJECTS), undefined, 1), random);
    case 3: return random.oneIn(100) ? large(random) : random.pick(GROUPS);
    default: return random.oneIn(2) ? texts(random) : objects(random);
  }
}

/** One document, or two that may have to do with each other. */
function texts(random: Random): string {
  return random.times(1 + random.below(2), () => mutatedText(random.pick(DOCUMENTS), random)).join('\n---\n');
}

function objects(random: Random): string {
  const list = random.times(1 + random.below(2), () => mutatedObject(random.pick(OBJECTS), random));
  switch (random.below(6)) {
    case 0: return list.map((object) => dump(object, { skipInvalid: true })).join('---\n');
    case 1: return JSON.stringify({ apiVersion: 'v1', kind: random.pick(['List', 'PodList', 'XList']), items: list });
    case 2: return list.map((object) => JSON.stringify(object)).join('\n');
    default: return list.map((object) => JSON.stringify(object)).join('\n---\n');
  }
}

/** As many objects as there is room for: the same ones, or all of them different. */
function large(random: Random): string {
  const few = random.times(1 + random.below(3), () => random.pick(DOCUMENTS));
  const isSame = random.oneIn(2);
  const bytes = random.pick(LARGE_BYTES);
  const parts: string[] = [];
  for (let length = 0; length < bytes;) {
    const part = isSame ? random.pick(few).replace(/name: \w+/, (name) => name + parts.length) : random.pick(DOCUMENTS);
    parts.push(part);
    length += part.length + 5;
  }
  return parts.join('\n---\n').slice(0, bytes);
}
