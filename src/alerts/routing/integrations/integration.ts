import { Construct } from 'constructs';
import { JsonObject } from '../../../internal/values/json';
import { SecretKey } from '../../../secrets/secret-key';

/** A field by its name in a configuration file, and in an AlertmanagerConfig. */
export interface FieldNames {
  readonly file: string;
  readonly object: string;
}

/** The key of a Secret that an integration authenticates by. */
export interface Credential {
  /** The argument or option that it was given as. */
  readonly prop: string;
  readonly field: FieldNames;
  readonly key: SecretKey;
}

/** One way to tell somebody of alerts, in both forms of Alertmanager's configuration. */
export interface Integration {
  /** The list of a receiver that it is an item of. */
  readonly list: FieldNames;
  readonly credentials: readonly Credential[];
  /** Fields beside credentials; those of a file and those of an AlertmanagerConfig. */
  readonly settings: { readonly file: JsonObject; readonly object: JsonObject };
  /** Refuses what it could not send with. */
  check(scope: Construct, prop: string): void;
}

/** What two integrations have alike that tell the same people the same. */
export function keyOfIntegration({ list, credentials, settings }: Integration): string {
  const keys = credentials.map(({ prop, key }) => [prop, key.secretName, key.key]);
  return JSON.stringify([list.file, keys, settings.file]);
}
