import { Volume } from 'cdk8s-plus-28';

/** One container of a job. The steps run one after the other; the last one is the main container. */
export interface Step {
  readonly name: string;
  /** As the clusters pull it. */
  readonly image: string;
  readonly command: readonly string[];
  readonly env?: Record<string, string>;
  /** Variables with the keys of the job's ConfigMap that hold them: the kubelet expands nothing there. */
  readonly envFromFiles?: Record<string, string>;
  /** By path. */
  readonly mounts?: Record<string, StepMount>;
  /** Runs until the last step has ended. */
  readonly isServer?: boolean;
}

/** A volume at a path of a step. */
export interface StepMount {
  readonly volume: Volume;
  readonly subPath?: string;
  readonly readOnly?: boolean;
}
