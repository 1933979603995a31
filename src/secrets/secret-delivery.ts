import { ApiObject } from 'cdk8s';
import { IPodSecret } from './pod-secret';
import { IReachable } from '../contracts/reachable';
import { WorkloadContext } from '../internal/manifest/workload-context';
import { ResourceDemand } from '../internal/tree/namespace-registry';
import { JsonObject } from '../internal/values/json';

/** A Secret that something in the cluster makes, and whose keys become files or variables. */
export interface MadeSecret {
  /** Name of the Secret. */
  readonly name: string;
  /** Its keys. */
  readonly keys: () => readonly string[];
  /** The object whose content changes with the values; undefined where no manifest changes with them. */
  readonly sealed?: ApiObject;
  /** Whether its values never change. */
  readonly isFixed?: boolean;
}

/** What a driver mounts, of which no Secret is made. */
export interface MountedVolume {
  readonly driver: string;
  /** What says which values, and changes with that. */
  readonly providerClass: ApiObject;
  readonly attributes: Readonly<Record<string, string>>;
  /** Whether it is read as the role of IAM that the ServiceAccount names, or may name none; undefined where any may. */
  readonly isByRole?: boolean;
}

/** The pods that an agent is added to, and the folder of its files. */
export interface AgentPlace {
  readonly context: WorkloadContext;
  readonly path: string;
  /** Whether the pods end by themselves, which one that stays up would keep from it. */
  readonly isEnding: boolean;
  /** What each container of the agent asks for. */
  readonly demand: ResourceDemand;
}

/** An agent that a webhook adds to pods by what their annotations say. */
export interface InjectedAgent {
  /** Whom it connects to in the cluster, or elsewhere. */
  readonly target?: IReachable;
  readonly hosts: readonly { readonly cidr: string; readonly port: number }[];
  /** A Secret of others that it mounts. */
  readonly external?: string;
  /** The volume with its token. */
  readonly volume: JsonObject;
  /** Whether it runs beside the main container, and not before it alone. */
  staysUp(place: AgentPlace): boolean;
  /** What each of its containers asks for; puts on record what is left undone, and is to be called once. */
  demand(context: WorkloadContext): ResourceDemand;
  /** Of the pods. */
  annotations(place: AgentPlace): Record<string, string>;
}

/** How a secret reaches pods: one of these. */
export interface SecretDelivery {
  readonly made?: MadeSecret;
  readonly mounted?: MountedVolume;
  readonly agent?: InjectedAgent;
}

/** What is one of ours: others cannot say how pods get it. */
export interface DeliveredSecret extends IPodSecret {
  readonly _delivery: SecretDelivery;
}
