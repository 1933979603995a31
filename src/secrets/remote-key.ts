import { Construct } from 'constructs';
import { checkForms, ReadForm } from './provider-forms';
import { fail } from '../internal/fail';
import { checked } from '../internal/signatures/checked';
import { JsonObject } from '../internal/values/json';
import { checkSecretReference } from '../internal/values/plain-text';

/** Options for `RemoteKey.of`. */
export interface RemoteKeyOptions {
  /**
   * A field of it, where its value is an object, such as `password`.
   *
   * In the manifest: ExternalSecret `spec.data[].remoteRef.property`.
   *
   * @default - the whole value
   */
  readonly property?: string;

  /**
   * Its version. One that is fixed is never renewed.
   *
   * In the manifest: ExternalSecret `spec.data[].remoteRef.version`.
   *
   * @default - the newest
   */
  readonly version?: string;
}

/** The form of all keys of a provider, where it has one. */
interface KeyForm {
  /** The provider, as users write it. */
  readonly verb: string;
  /** The prop that the key is within. */
  readonly prop: string;
  readonly form: ReadForm;
}

/** Where a value is, in the store that it is read from. */
@checked
export class RemoteKey {
  /**
   * Names it.
   *
   * In the manifest: ExternalSecret `spec.data[].remoteRef`.
   *
   * @param key as the provider calls it, such as `shop/database`; of Vault without the mount and without `data/`
   * @param options which field and version
   */
  public static of(key: string, options: RemoteKeyOptions = {}): RemoteKey {
    return new RemoteKey(key, options);
  }

  private constructor(
    /** As the provider calls it. */
    public readonly key: string,
    private readonly options: RemoteKeyOptions,
  ) {}

  /** Refuses what names nothing, and the secret itself. @internal */
  public _check(scope: Construct, prop: string): void {
    const { property, version } = this.options;
    for (const [name, value] of Object.entries({ key: this.key, property, version })) {
      if (value !== undefined) checkReference(scope, `${prop}.${name}`, value);
    }
  }

  /** Refuses what the provider cannot have. @internal */
  public _checkForm(scope: Construct, { verb, prop, form }: KeyForm): void {
    checkForms(scope, { verb, within: prop, given: [{ prop: 'key', value: this.key, ...form }] });
  }

  /** `remoteRef`, as far as the user says it. @internal */
  public get _reference(): JsonObject {
    return { key: this.key, ...this.options };
  }
}

function checkReference(scope: Construct, prop: string, text: string): void {
  checkSecretReference(scope, { prop, remedy: 'put it into the store, and name that' }, text);
  if (text.trim() !== text || text === '') {
    const remedy = 'write it as the provider does';
    fail(scope, { prop, must: 'be a name, without spaces around it', got: text, remedy });
  }
}
