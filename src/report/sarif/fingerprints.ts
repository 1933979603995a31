import { createHash } from 'crypto';
import { Result } from '../../checks/model/result';
import { identityOf } from '../finding-identity';

/** What findings are known by in the next run, too, with the file. */
export class Fingerprints {
  private readonly counts = new Map<string, number>();

  /** Of two findings with all of that in common, each has its own. */
  public of(result: Result, uri: string | undefined): string {
    const key = JSON.stringify([uri, identityOf(result)]);
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return createHash('sha256').update(`${key} ${count}`).digest('hex');
  }
}
