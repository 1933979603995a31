import { isObject } from '../values/json';

const PREFIX = 'sealedsecrets.bitnami.com/';
export const NAMESPACE_WIDE_ANNOTATION = `${PREFIX}namespace-wide`;
export const CLUSTER_WIDE_ANNOTATION = `${PREFIX}cluster-wide`;

/** What a ciphertext is bound to: the name and namespace, the namespace alone, or nothing. */
export type SealingScope = 'strict' | 'namespace-wide' | 'cluster-wide';

/** The scope that annotations say, as the controller reads them. */
export function sealingScope(annotations: Readonly<Record<string, unknown>>): SealingScope {
  if (annotations[CLUSTER_WIDE_ANNOTATION] === 'true') return 'cluster-wide';
  return annotations[NAMESPACE_WIDE_ANNOTATION] === 'true' ? 'namespace-wide' : 'strict';
}

/** Where a SealedSecret is and what it says of its scope, beside what its template says of them. */
export interface SealedPlace {
  readonly name: string;
  /** Empty where nobody says it. */
  readonly namespace: string;
  readonly annotations: Readonly<Record<string, unknown>>;
  /** The metadata of its template. */
  readonly template: Readonly<Record<string, unknown>>;
}

/** What it was sealed for, and what it says instead. */
export interface SealingFault {
  readonly part: 'namespace' | 'name' | 'scope';
  readonly sealed: string;
  readonly said: string;
}

/**
 * Why nothing could decrypt it where it is: kubeseal writes place and scope into the template too, where nobody changes
 * them who moves the object. The controller itself asks the object alone, so that who writes one by hand may leave any
 * of it out: no scope in the template says something only where kubeseal wrote that.
 */
export function sealingFaults(place: SealedPlace, isOfKubeseal: boolean): SealingFault[] {
  const { name, namespace, template } = place;
  const said = sealingScope(place.annotations);
  const parts: SealingFault[] = [
    { part: 'namespace', sealed: said === 'cluster-wide' ? '' : textOf(template.namespace), said: namespace },
    { part: 'name', sealed: said === 'strict' ? textOf(template.name) : '', said: name },
    { part: 'scope', sealed: scopeOfTemplate(template) ?? (isOfKubeseal ? 'strict' : said), said },
  ];
  return parts.filter((part) => part.sealed !== '' && part.said !== '' && part.sealed !== part.said);
}

/** Whether kubeseal alone wrote the metadata of a template: older versions leave this behind, and nobody else does. */
export function isLeftByKubeseal(template: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(template, 'creationTimestamp') && textOf(template.name) !== '';
}

/** Undefined where it says none. */
function scopeOfTemplate({ annotations }: Readonly<Record<string, unknown>>): SealingScope | undefined {
  if (!isObject(annotations)) return undefined;
  const isSaid = [CLUSTER_WIDE_ANNOTATION, NAMESPACE_WIDE_ANNOTATION].some((key) => Object.hasOwn(annotations, key));
  return isSaid ? sealingScope(annotations) : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
