import { ImageName } from './image-names';
import { globPattern } from '../../../internal/values/globs';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { isMap, listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { namespacesThatMayMatch } from '../namespaces/namespace-labels';
import { oncePerCluster } from '../once-per-cluster';

/** What asks for the signature of images before pods may run them. */
export interface ImageVerifier {
  readonly policy: Manifest;
  /** Whether it refuses what is not signed, and not merely says so. */
  readonly isEnforced: boolean;
  covers(namespace: string): boolean;
  matches(image: ImageName): boolean;
}

type Namespaces = (namespace: string) => boolean;

const INCLUDED = { matchLabels: { 'policy.sigstore.dev/include': 'true' } };
const ENFORCED = /^enforce$/i;

/** All that verifies images. */
export const imageVerifiers = oncePerCluster((cluster): readonly ImageVerifier[] => [
  ...cluster.ofKind('policy.sigstore.dev/ClusterImagePolicy').map((policy) => sigstoreVerifier(policy, cluster)),
  ...['kyverno.io/ClusterPolicy', 'kyverno.io/Policy'].flatMap((kind) => cluster.ofKind(kind))
    .flatMap((policy) => kyvernoVerifiers(policy, cluster)),
  ...['ImageValidatingPolicy', 'NamespacedImageValidatingPolicy']
    .flatMap((kind) => cluster.ofKind(`policies.kyverno.io/${kind}`))
    .map((policy) => imageValidatingVerifier(policy, cluster)),
  ...cluster.ofKind('constraints.gatekeeper.sh/RatifyVerification').map((policy) => ratifyVerifier(policy, cluster)),
]);

/** @see https://docs.sigstore.dev/policy-controller/overview/ */
function sigstoreVerifier(policy: Manifest, cluster: Cluster): ImageVerifier {
  const globs = mapsIn(policy.spec.images).map(({ item }) => textOf(item.glob));
  return {
    policy,
    isEnforced: policy.spec.mode !== 'warn',
    covers: namespacesThatMayMatch(cluster, INCLUDED),
    matches: matcherOf(globs),
  };
}

/** @see https://kyverno.io/docs/policy-types/cluster-policy/verify-images/ */
function kyvernoVerifiers(policy: Manifest, cluster: Cluster): ImageVerifier[] {
  return mapsIn(policy.spec.rules).flatMap(({ item: rule }) => mapsIn(rule.verifyImages).map(({ item }) => {
    const action = [item.failureAction, rule.failureAction, policy.spec.validationFailureAction].map(textOf);
    const globs = [...listOf(item.imageReferences).map(textOf), textOf(item.image)];
    const [matches, skips] = [globs, listOf(item.skipImageReferences).map(textOf)].map(anyOf);
    return {
      policy,
      isEnforced: ENFORCED.test(action.find((one) => one !== '') ?? ''),
      covers: kyvernoNamespaces(rule, { policy, cluster }),
      matches: (image: ImageName) => matches(image) && !skips(image),
    };
  }));
}

/** Where a rule holds, by the namespaces that it names; what else it asks of pods, they are taken to have. */
function kyvernoNamespaces(rule: PlainMap, { policy, cluster }: { policy: Manifest; cluster: Cluster }): Namespaces {
  const included = resourceFilters(rule.match).map((filter) => namespacesOfFilter(filter, cluster));
  // One that asks for more than namespaces leaves out some pods of them.
  const excluded = resourceFilters(rule.exclude)
    .filter((filter) => Object.keys(filter).length === 1 && filter.namespaces !== undefined)
    .map((filter) => namespacesOfFilter(filter, cluster));
  const isHere: Namespaces = policy.groupKind === 'kyverno.io/Policy' ? ownNamespace(policy, cluster) : () => true;
  return (namespace) => isHere(namespace) && included.some((covers) => covers(namespace))
    && !excluded.some((covers) => covers(namespace));
}

function resourceFilters(block: unknown): PlainMap[] {
  const { any, all, resources } = mapOf(block);
  return [...[...mapsIn(any), ...mapsIn(all)].map(({ item }) => item.resources), resources].filter(isMap);
}

function namespacesOfFilter({ namespaces, namespaceSelector }: PlainMap, cluster: Cluster): Namespaces {
  const named = listOf(namespaces).map(textOf).map(safeGlob);
  const bySelector = isMap(namespaceSelector) ? namespacesThatMayMatch(cluster, namespaceSelector) : () => true;
  return (namespace) => (
    named.length === 0 || named.some((glob) => glob(cluster.effectiveNamespace(namespace)))
  ) && bySelector(namespace);
}

/** @see https://kyverno.io/docs/policy-types/image-validating-policy/ */
function imageValidatingVerifier(policy: Manifest, cluster: Cluster): ImageVerifier {
  const { matchImageReferences, matchConstraints, validationActions } = policy.spec;
  const references = mapsIn(matchImageReferences).map(({ item }) => item);
  const { namespaceSelector } = mapOf(matchConstraints);
  const bySelector = isMap(namespaceSelector) ? namespacesThatMayMatch(cluster, namespaceSelector) : () => true;
  const matches = anyOf(references.map(({ glob }) => textOf(glob)));
  // What an expression says is known to Kyverno alone.
  const isOpen = references.some(({ expression }) => textOf(expression) !== '');
  return {
    policy,
    isEnforced: validationActions === undefined || listOf(validationActions).includes('Deny'),
    covers: policy.kind === 'ImageValidatingPolicy' ? bySelector : ownNamespace(policy, cluster),
    matches: (image) => isOpen || matches(image),
  };
}

/** @see https://ratify.dev/docs/quick-start */
function ratifyVerifier(policy: Manifest, cluster: Cluster): ImageVerifier {
  const { namespaces, excludedNamespaces, namespaceSelector } = mapOf(policy.spec.match);
  const excluded = listOf(excludedNamespaces).map(textOf).map(safeGlob);
  const included = namespacesOfFilter({ namespaces, namespaceSelector }, cluster);
  return {
    policy,
    isEnforced: (textOf(policy.spec.enforcementAction) || 'deny') === 'deny',
    covers: (namespace) => (
      included(namespace) && !excluded.some((glob) => glob(cluster.effectiveNamespace(namespace)))
    ),
    matches: () => true,
  };
}

function ownNamespace(policy: Manifest, cluster: Cluster): Namespaces {
  const own = cluster.effectiveNamespace(policy.namespace);
  return (namespace) => cluster.effectiveNamespace(namespace) === own;
}

/** Kyverno's `*` stands for slashes too. */
function anyOf(globs: readonly string[]): (image: ImageName) => boolean {
  return matcherOf(globs.filter((glob) => glob !== '').map((glob) => glob.replace(/\*+/g, '**')));
}

function matcherOf(globs: readonly string[]): (image: ImageName) => boolean {
  const patterns = globs.map(safeGlob);
  return (image) => spellingsOf(image).some((name) => patterns.some((matches) => matches(name)));
}

/** An image as policies may write it: with or without its version, and by either host of Docker Hub. */
function spellingsOf({ full, tag, digest }: ImageName): string[] {
  const hub = full.replace(/^docker\.io\//, 'index.docker.io/');
  const ends = ['', `:${tag ?? 'latest'}`, ...(digest === undefined ? [] : [`@${digest}`])];
  return [full, hub, full.replace('docker.io/library/', 'docker.io/')].flatMap((name) => (
    ends.map((end) => `${name}${end}`)
  ));
}

function safeGlob(glob: string): (text: string) => boolean {
  try {
    const pattern = globPattern(glob);
    return (text) => pattern.test(text);
  } catch {
    return () => false;
  }
}
