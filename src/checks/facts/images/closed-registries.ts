import { ImageName, isBelow } from './image-names';

/** A place of images that is gone, or that nothing new comes to. */
export interface ClosedRegistry {
  /** A registry, or a longer prefix of names. */
  readonly prefix: string;
  /** What became of it, and when. */
  readonly fate: string;
  readonly instead: string;
  /** Repositories below it that are still there. */
  readonly kept?: readonly string[];
  /** The one tag that is still there. */
  readonly keptTag?: string;
}

const CLOSED: readonly ClosedRegistry[] = [
  // https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/
  { prefix: 'k8s.gcr.io', fate: 'was frozen on 2023-04-03', instead: 'registry.k8s.io' },
  // https://github.com/kubernetes-sigs/kubebuilder/discussions/3907
  {
    prefix: 'gcr.io/kubebuilder',
    fate: 'was deleted in March 2026',
    instead: 'quay.io/brancz/kube-rbac-proxy, or the authentication of controller-runtime',
  },
  // https://github.com/bitnami/charts/issues/35164; those that are kept: https://github.com/bitnami/sealed-secrets/issues/1785
  {
    prefix: 'docker.io/bitnami',
    fate: 'lost its versions on 2025-09-29',
    instead: 'an image of the project itself, or a mirror of your own',
    kept: ['sealed-secrets-controller', 'sealed-secrets-kubeseal', 'minideb'],
    keptTag: 'latest',
  },
  // https://github.com/testcontainers/testcontainers-node/pull/1463
  ...['docker.io/minio/minio', 'docker.io/minio/mc'].map((prefix) => (
    { prefix, fate: 'was deleted on 2026-09-12', instead: 'a store that is maintained, or a mirror of your own' }
  )),
];

/** The closed registry that an image is to come from; undefined where it is none of those that are known. */
export function closedRegistryOf(image: ImageName): ClosedRegistry | undefined {
  return CLOSED.find((registry) => isBelow(image, registry.prefix) && !isKept(image, registry));
}

function isKept(image: ImageName, { prefix, kept = [], keptTag }: ClosedRegistry): boolean {
  if (kept.some((name) => isBelow(image, `${prefix}/${name}`))) return true;
  // Where a digest stands alone, nobody sees which version it is.
  return keptTag !== undefined && (image.tag ?? keptTag) === keptTag;
}
