import { ApiLifecycle, API_LIFECYCLES } from './api-lifecycles';
import { CUSTOM_API_VERSIONS, CustomApiVersion } from './custom-api-versions';

/** An API version that is on its way out, or gone. */
export interface EndingApiVersion {
  /** The first minor that advises against it; 0 where it is not of Kubernetes. */
  readonly deprecatedIn: number;
  /** The first minor that no longer serves it; 0 where it is not of Kubernetes, and Infinity while no end is known. */
  readonly removedIn: number;
  /** What to write instead; nothing where the kind is gone. */
  readonly replacement?: string;
  /** The first minor that has what to write instead. */
  readonly replacedIn: number;
  /** Of whom it is where it is not of Kubernetes, and of which release on. */
  readonly release?: string;
}

/**
 * By `apiVersion/kind`.
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
export const ENDING_API_VERSIONS: ReadonlyMap<string, EndingApiVersion> = new Map([
  ...API_LIFECYCLES.map(ofKubernetes),
  ...CUSTOM_API_VERSIONS.flatMap(ofOperators),
  // What left before there were markers, and what the descriptions of the fields alone call deprecated.
  ['batch/v2alpha1/CronJob', { deprecatedIn: 21, removedIn: 21, replacement: 'batch/v1', replacedIn: 0 }],
  ['extensions/v1beta1/PodSecurityPolicy', { deprecatedIn: 10, removedIn: 16, replacedIn: 0 }],
  ['v1/Endpoints', { deprecatedIn: 33, removedIn: Infinity, replacement: 'discovery.k8s.io/v1', replacedIn: 0 }],
  ['v1/ComponentStatus', { deprecatedIn: 19, removedIn: Infinity, replacedIn: 0 }],
]);

/** What to write instead, where a minor has it. */
export function replacementIn({ replacement, replacedIn }: EndingApiVersion, minor: number): string | undefined {
  return minor >= replacedIn ? replacement : undefined;
}

/** The kinds that some versions come to an end of, as checks name them. */
export function kindsOf(isMeant: (version: EndingApiVersion) => boolean): string[] {
  const keys = [...ENDING_API_VERSIONS].filter(([, version]) => isMeant(version)).map(([key]) => key);
  return [...new Set(keys.map(withoutVersion))];
}

function ofKubernetes(row: ApiLifecycle): [string, EndingApiVersion] {
  const [apiVersion, kind, deprecatedIn, removedIn, instead, replacedIn = 0] = row;
  const isOfGroup = instead !== undefined && !instead.includes('/');
  const replacement = isOfGroup ? `${apiVersion.split('/')[0]}/${instead}` : instead;
  return [`${apiVersion}/${kind}`, { deprecatedIn, removedIn, replacement, replacedIn }];
}

function ofOperators(custom: CustomApiVersion): [string, EndingApiVersion][] {
  const { apiVersion, kinds, replacement, release, isGone = false } = custom;
  const ending = { deprecatedIn: 0, removedIn: isGone ? 0 : Infinity, replacement, replacedIn: 0, release };
  return kinds.map((kind) => [`${apiVersion}/${kind}`, ending]);
}

function withoutVersion(key: string): string {
  const parts = key.split('/');
  return parts.length === 2 ? parts[1] : `${parts[0]}/${parts[2]}`;
}
