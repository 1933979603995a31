import { maskedValue, nameAt } from './masked-values';
import { maskedText } from '../../internal/secrets/masked-text';
import { HiddenTexts } from '../../internal/secrets/objects/hidden-texts';
import { Manifest } from '../model/manifest';
import { Result } from '../model/result';
import { Waiver } from '../model/waiver';

/** Keeps results from repeating secrets: any field may hold one by mistake, and checks quote what they find there. */
export class ResultMask {
  private readonly hidden = new Map<Manifest, HiddenTexts>();

  /** A result that repeats no secret of its object, and none of others that is known by its form. */
  public applyTo(result: Result): Result {
    const { manifest, message, container, path, actual, expected, waiver } = result;
    const texts = manifest === undefined ? undefined : this.hiddenOf(manifest);
    const mask = (text: string) => (texts === undefined ? maskedText(text) : texts.mask(text));
    const masked: Partial<Result> = {
      message: mask(message),
      container: container && mask(container),
      path: path && mask(path),
      actual: actual === undefined ? undefined : manifest && maskedValue(actual, nameAt(manifest, path ?? ''), mask),
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
function maskedWaiver({ reason, owner, until, ticket }: Waiver, mask: (text: string) => string): Waiver {
  return { reason: mask(reason), owner: owner && mask(owner), until, ticket: ticket && mask(ticket) };
}
