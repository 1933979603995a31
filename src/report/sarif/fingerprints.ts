import { createHash } from 'crypto';
import { Result } from '../../checks/model/result';
import { namePartsOf } from '../object-names';

/**
 * What a finding is known by in the next run, too: the check, the object and the place in it, and neither the line nor
 * what the message says.
 */
export class Fingerprints {
  private readonly counts = new Map<string, number>();

  /** Of two findings with all of that in common, each has its own. */
  public of(result: Result, uri: string | undefined): string {
    const { check, manifest, container, path } = result;
    const names = manifest === undefined ? {} : namePartsOf(manifest);
    const key = JSON.stringify([check.id, uri, names, container, path]);
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return createHash('sha256').update(`${key} ${count}`).digest('hex');
  }
}
