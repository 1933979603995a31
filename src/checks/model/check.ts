import { Cluster } from './cluster';
import { Manifest } from './manifest';
import { Severity } from './severity';

/** How to make a failed check pass. */
export interface Remedy {
  /** What to write into the manifest, as YAML or as a sentence. */
  readonly manifest: string;

  /**
   * What to write where the manifest comes from a construct of this library.
   *
   * @default - the constructs cannot be made to fail this check
   */
  readonly construct?: string;
}

/** What a check says of one object, or of one container in it. */
export interface Finding {
  /** Whether the check holds. */
  readonly passed: boolean;

  /** What was found, in one sentence, for a person who has not read the check. */
  readonly message: string;

  /**
   * The container that it is about.
   *
   * @default - the object as a whole
   */
  readonly container?: string;

  /**
   * Where in the object, such as `spec.template.spec.containers[0].resources.limits`.
   *
   * @default - nowhere in particular
   */
  readonly path?: string;

  /**
   * The value there.
   *
   * @default - there is none
   */
  readonly actual?: any;

  /**
   * The value that would pass.
   *
   * @default - more than one would
   */
  readonly expected?: any;
}

/**
 * One rule of the readiness checklist.
 *
 * It reads manifests alone, whoever wrote them, and says something of the one that it is given and of no other.
 */
export interface ICheck {
  /** Its permanent name in kebab-case. */
  readonly id: string;

  /** What holds where it passes, in a few words. */
  readonly title: string;

  /** Id of the box of the launch checklist that it helps to tick. */
  readonly box: string;

  /** How much a failure matters. */
  readonly severity: Severity;

  /** What happens where it does not hold. */
  readonly why: string;

  /** What to do then. */
  readonly remedy: Remedy;

  /** Where the opinion comes from: addresses, and ids of the same rule elsewhere such as `kube-score:pod-probes`. */
  readonly references: string[];

  /** What it looks at: kinds as `Service` or `apps/Deployment`, `pods` for whatever has a pod template, or `*`. */
  readonly appliesTo: string[];

  /**
   * Judges one object. No finding means that the check does not apply to it.
   *
   * @param manifest the object
   * @param cluster all objects, to ask about the others
   */
  evaluate(manifest: Manifest, cluster: Cluster): Finding[];
}
