import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { checked } from '../../internal/signatures/checked';

// What a token of HTTP is made of; Gateway API takes no other names.
const NAME = /^[A-Za-z0-9!#$%&'*+\-.^_|~]{1,256}$/;
// Visible characters of ASCII, and spaces between them: what no proxy rewrites.
const VALUE = /^[!-~]([ -~]{0,4094}[!-~])?$/;

/** Requests that carry a header. */
@checked
export class HeaderMatch {
  /**
   * Those whose header has exactly one value.
   *
   * @example
   *
   * HeaderMatch.exactly('x-canary', 'always');
   *
   * @param name of the header, whatever its case
   * @param value the whole value
   */
  public static exactly(name: string, value: string): HeaderMatch {
    return new HeaderMatch(name.toLowerCase(), value);
  }

  private constructor(
    /** In small letters, as HTTP/2 has it. */
    public readonly name: string,
    /** The whole value. */
    public readonly value: string,
  ) {}

  /** Refuses what is no header. @internal */
  public _check(scope: Construct, prop: string): void {
    if (!NAME.test(this.name)) {
      const must = 'name a header: letters, digits and -';
      fail(scope, { prop: `${prop}.name`, must, got: this.name, remedy: 'write it like x-canary' });
    }
    if (VALUE.test(this.value)) return;
    const must = 'be the value of a header: visible ASCII, at most 4096 characters';
    fail(scope, { prop: `${prop}.value`, must, got: this.value, remedy: 'write it like always' });
  }
}
