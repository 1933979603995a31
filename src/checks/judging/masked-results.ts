import { maskedValue, nameAt, secretKindOf } from './masked-values';
import { maskedText } from '../../internal/secrets/masked-text';
import { HiddenTexts } from '../../internal/secrets/objects/hidden-texts';
import { TextMask } from '../../internal/secrets/text-mask';
import { Manifest } from '../model/manifest';
import { Result } from '../model/result';
import { Waiver } from '../model/waiver';

/** Between the parts of a value that a message may have of it: of an image the tag, of an address the host. */
const BETWEEN_PARTS = /[\s:/@=,;?&]+/;
/** What is shorter than a secret is a word like others. */
const SHORTEST_PART = 8;
const MOST_SEARCHED = 1_000;

/** Keeps results from repeating secrets: any field may hold one by mistake, and checks quote what they find there. */
export class ResultMask {
  private readonly hidden = new Map<Manifest, HiddenTexts>();

  /** A result that repeats no secret of its object, and none of others that is known by its form. */
  public applyTo(result: Result): Result {
    const { manifest, container, path, expected, waiver } = result;
    const texts = manifest === undefined ? undefined : this.hiddenOf(manifest);
    const mask = (text: string) => (texts === undefined ? maskedText(text) : texts.mask(text));
    const masked: Partial<Result> = {
      ...maskedFact(result, mask),
      container: container && mask(container),
      path: path && mask(path),
      expected: expected === undefined ? undefined : maskedValue(expected, '', mask),
      waiver: waiver && maskedWaiver(waiver, mask),
    };
    return isUnchanged(masked, result) ? result : { ...result, ...masked };
  }

  private hiddenOf(manifest: Manifest): HiddenTexts {
    let texts = this.hidden.get(manifest);
    if (texts === undefined) this.hidden.set(manifest, texts = new HiddenTexts(manifest.content));
    return texts;
  }
}

function maskedFact(
  { manifest, message, path, actual }: Result, mask: (text: string) => string,
): Pick<Result, 'message' | 'actual'> {
  if (manifest === undefined || actual === undefined) return { message: mask(message), actual: undefined };
  const name = nameAt(manifest, path ?? '');
  const kind = secretKindOf(actual, name);
  const said = kind === undefined ? message : withoutParts(message, String(actual), kind);
  return { message: mask(said), actual: maskedValue(actual, name, mask) };
}

/** A message without the value that it is about, and without the parts of it. */
function withoutParts(message: string, value: string, kind: string): string {
  const parts = value.slice(0, MOST_SEARCHED).split(BETWEEN_PARTS).filter(({ length }) => length >= SHORTEST_PART);
  return new TextMask([value, ...parts].map((text) => ({ text, kind }))).applyTo(message);
}

/** Whether nothing was masked: of tens of thousands of results, hardly one has to be copied. */
function isUnchanged(masked: Partial<Result>, { message, container, path, actual, expected, waiver }: Result): boolean {
  return (
    masked.message === message &&
    masked.container === container &&
    masked.path === path &&
    masked.actual === actual &&
    masked.expected === expected &&
    masked.waiver === waiver
  );
}

/** Whoever says why a secret is none may name it. */
function maskedWaiver({ reason, owner, until, ticket, tool }: Waiver, mask: (text: string) => string): Waiver {
  return { reason: mask(reason), owner: owner && mask(owner), until, ticket: ticket && mask(ticket), tool };
}
