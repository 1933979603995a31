import { shownValue } from '../values/shown-value';

// The grammar of https://github.com/distribution/reference, with a lower-case repository.
const DOMAIN_PART = '[A-Za-z0-9](?:[-A-Za-z0-9]*[A-Za-z0-9])?';
const REGISTRY = `${DOMAIN_PART}(?:\\.${DOMAIN_PART})*(?::[0-9]+)?`;
const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const PATH = `${COMPONENT}(?:/${COMPONENT})*`;
const TAG = '[A-Za-z0-9_][-A-Za-z0-9_.]{0,127}';
const DIGEST = 'sha256:[a-f0-9]{64}';

/** An image in three parts: what it is pulled from, its tag and its digest. */
export const REFERENCE = new RegExp(`^((?:${REGISTRY}/)?${PATH})(?::(${TAG}))?(?:@(${DIGEST}))?$`);
export const MAX_REFERENCE_LENGTH = 500;

/** What is wrong with a text that is no image. */
export interface ImageFault {
  readonly must: string;
  readonly remedy: string;
}

/** A part of an image, as it is written; nothing where it is left out. */
interface Part extends PartRule {
  readonly text: string | undefined;
}

interface PartRule {
  readonly name: string;
  readonly pattern: RegExp;
  readonly must: string;
}

const PARTS = {
  registry: part('registry', REGISTRY, 'that is a host name, perhaps with a port'),
  repository: part('repository', PATH, 'of lower-case letters and digits, with ., _ or - between them'),
  tag: part('tag', TAG, 'of letters, digits, _, . and -, at most 128, neither . nor - first'),
  digest: part('digest', DIGEST, 'of sha256: and 64 hexadecimal digits in lower case'),
};

/** Says which part is wrong of a text that is no reference. */
export function imageFault(image: string): ImageFault {
  if (image.trim() === '') {
    const remedy = 'give repository and tag, best with @sha256:<digest>';
    return { must: 'be an image like registry.example.com/shop/web:1.4.2', remedy };
  }
  if (image.length > MAX_REFERENCE_LENGTH) {
    return { must: `have at most ${MAX_REFERENCE_LENGTH} characters`, remedy: 'shorten the repository' };
  }
  const [scheme] = /^\w+:\/\//.exec(image) ?? [];
  if (scheme !== undefined) return { must: 'begin with its registry', remedy: `leave out ${scheme}` };
  return partFault(partsOf(image).find(({ text, pattern }) => text !== undefined && !pattern.test(text))!);
}

function partFault({ name, text = '', pattern, must }: Part): ImageFault {
  const isOnlyUpperCase = name === 'repository' && pattern.test(text.toLowerCase());
  const remedy = isOnlyUpperCase ? `write ${text.toLowerCase()}` : `correct the ${name}, ${shownValue(text)}`;
  return { must: `have a ${name} ${must}`, remedy };
}

/** From left to right. */
function partsOf(image: string): Part[] {
  const [named, digest] = split(image, image.indexOf('@'));
  const [path, tag] = split(named, named.indexOf(':', named.lastIndexOf('/') + 1));
  const slash = path.indexOf('/');
  const hasRegistry = slash >= 0 && /[.:]|^localhost$/.test(path.slice(0, slash));
  const [registry, repository] = hasRegistry ? split(path, slash) : [undefined, path];
  return [
    { ...PARTS.registry, text: registry },
    { ...PARTS.repository, text: repository },
    { ...PARTS.tag, text: tag },
    { ...PARTS.digest, text: digest },
  ];
}

/** What stands before a sign, and what behind it. */
function split(text: string, at: number): [before: string, behind?: string] {
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function part(name: string, pattern: string, must: string): PartRule {
  return { name, pattern: new RegExp(`^${pattern}$`), must };
}
