import { Construct } from 'constructs';
import { fail } from '../internal/fail';
import { checkDnsSubdomain } from '../internal/naming/names';
import { checked } from '../internal/signatures/checked';
import { checkSecretReference } from '../internal/values/plain-text';

const KEY = /^(?!\.\.)(?!\.$)[-._a-zA-Z0-9]{1,253}$/;

/** One key of a Secret that exists in the cluster. Its value never appears in a manifest. */
@checked
export class SecretKey {
  /**
   * Names the key.
   *
   * @param secretName name of the Secret, in the namespace of the workload
   * @param key key within the Secret
   */
  public static of(secretName: string, key: string): SecretKey {
    return new SecretKey(secretName, key);
  }

  private constructor(
    /** Name of the Secret. */
    public readonly secretName: string,
    /** Key within the Secret. */
    public readonly key: string,
  ) {}

  /** @internal */
  public _check(scope: Construct, prop: string): void {
    const remedy = 'put it into a Secret, and name that and its key';
    checkSecretReference(scope, { prop: `${prop}.secretName`, remedy }, this.secretName);
    checkDnsSubdomain(scope, `${prop}.secretName`, this.secretName);
    checkSecretReference(scope, { prop: `${prop}.key`, remedy }, this.key);
    if (!KEY.test(this.key)) {
      fail(scope, {
        prop: `${prop}.key`,
        must: 'be a key of a Secret (letters, digits, -, _ and .)',
        got: this.key,
        remedy: 'write it as it stands in the Secret',
      });
    }
  }
}
