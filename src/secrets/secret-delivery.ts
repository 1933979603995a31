import { ApiObject } from 'cdk8s';
import { IPodSecret } from './pod-secret';

/** A Secret that something in the cluster makes, and whose keys become files or variables. */
export interface MadeSecret {
  /** Name of the Secret. */
  readonly name: string;
  /** Its keys. */
  readonly keys: () => readonly string[];
  /** The object whose content changes with the values; undefined where no manifest changes with them. */
  readonly sealed?: ApiObject;
}

/** What a driver mounts, of which no Secret is made. */
export interface MountedVolume {
  readonly driver: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** How a secret reaches pods: one of these. */
export interface SecretDelivery {
  readonly made?: MadeSecret;
  readonly mounted?: MountedVolume;
}

/** What is one of ours: others cannot say how pods get it. */
export interface DeliveredSecret extends IPodSecret {
  readonly _delivery: SecretDelivery;
}
