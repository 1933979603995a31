import { isLongRunning } from './containers';
import { PodContainer, PodTemplate } from '../../model/manifest-pods';
import { mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** Each is asked for by everything that sends to the pod. */
const known = new WeakMap<PodTemplate, readonly DeclaredPort[]>();

/** A port that a container declares. */
export interface DeclaredPort {
  /** Empty where it has none. */
  readonly name: string;
  readonly number: number;
  readonly protocol: string;
}

/** The ports that a container declares. */
export function containerPorts({ content }: Pick<PodContainer, 'content'>): DeclaredPort[] {
  return mapsIn(content.ports).flatMap(({ item: { name, containerPort: number, protocol } }) => (
    typeof number === 'number' ? [{ name: textOf(name), number, protocol: protocolOf(protocol) }] : []
  ));
}

/** The ports that the containers of a pod declare for as long as it runs. */
export function podPorts(template: PodTemplate): readonly DeclaredPort[] {
  const ports = known.get(template) ?? template.containers.filter(isLongRunning).flatMap(containerPorts);
  known.set(template, ports);
  return ports;
}

/** Kubernetes takes silence for TCP. */
export function protocolOf(value: unknown): string {
  return textOf(value) || 'TCP';
}

/** A port that is referred to, by its name or by its number; `8080` in quotes is a number too. */
export function portReference(value: unknown): string | number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value === '') return undefined;
  return /^\d+$/.test(value) ? Number(value) : value;
}
