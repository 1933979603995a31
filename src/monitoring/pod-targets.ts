import { JsonObject } from '../internal/values/json';

/** Pods of a StatefulSet, and the port at which each is asked. */
export interface NumberedPods {
  /** Of the headless Service. */
  readonly name: string;
  /** Of the StatefulSet, where that is called otherwise. */
  readonly statefulSet?: string;
  readonly namespace: string;
  readonly replicas: number;
  readonly port: number;
}

/** Where each pod answers, whatever its address is. */
export function podAddresses({ name, statefulSet = name, namespace, replicas, port }: NumberedPods): string[] {
  return numberedPods(statefulSet, replicas).map((pod) => `${pod}.${name}.${namespace}.svc:${port}`);
}

/** The names of the pods. */
export function numberedPods(name: string, replicas: number): string[] {
  return Array.from({ length: replicas }, (_, ordinal) => `${name}-${ordinal}`);
}

/** What a job of Prometheus asks, one target for each pod, with the labels that others have by discovery. */
export function podTargets(pods: NumberedPods): JsonObject[] {
  const { name, statefulSet = name, namespace, replicas } = pods;
  const addresses = podAddresses(pods);
  return numberedPods(statefulSet, replicas).map((pod, ordinal) => (
    { targets: [addresses[ordinal]], labels: { namespace, pod } }
  ));
}
