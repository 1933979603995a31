import { Construct } from 'constructs';
import { Externals } from './external-names';
import { Waivers } from './waiver-annotations';

/** What the parts of one workload share. */
export interface WorkloadContext {
  readonly scope: Construct;
  /** Of the workload and of every object that belongs to it. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  /** Selects the pods; one label, so that no policy or budget catches those of another workload. */
  readonly selector: Record<string, string>;
  readonly waivers: Waivers;
  readonly externals: Externals;
}

/** The metadata that every object of a workload carries. */
export function objectMetadata({ name, namespace, labels }: WorkloadContext) {
  return { name, namespace, labels };
}
