import { dataOf, KeySource, Pod } from './pod';
import { Manifest } from '../../../test/support/schemas';

type Environment = Record<string, string>;

/** The variables that the kubelet gives a container. */
export function environmentOf(pod: Pod, container: Manifest): Environment {
  const found: Environment = {};
  for (const source of container.envFrom ?? []) Object.assign(found, allOf(pod, source));
  for (const { name, value = '', valueFrom } of container.env ?? []) {
    const given = valueFrom === undefined ? expand(value, found) : valueOf(pod, valueFrom);
    if (given !== undefined) found[name] = given;
  }
  return found;
}

/** Puts variables in the place of `$(NAME)` as the kubelet does; what is not known stays, and `$$` is one `$`. */
export function expand(text: string, environment: Environment): string {
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (whole, name?: string) => {
    if (name === undefined) return '$';
    return environment[name] ?? whole;
  });
}

function allOf({ world }: Pod, { prefix = '', secretRef, configMapRef }: Manifest): Environment {
  const source: KeySource = secretRef ? { kind: 'Secret', ...secretRef } : { kind: 'ConfigMap', ...configMapRef };
  const entries = Object.entries(dataOf(source, world));
  return Object.fromEntries(entries.map(([key, value]) => [`${prefix}${key}`, value.toString()]));
}

function valueOf(pod: Pod, { secretKeyRef, configMapKeyRef, fieldRef }: Manifest): string | undefined {
  if (secretKeyRef) return keyOf(pod, { kind: 'Secret', ...secretKeyRef });
  if (configMapKeyRef) return keyOf(pod, { kind: 'ConfigMap', ...configMapKeyRef });
  const fields: Environment = { 'metadata.name': pod.name, 'metadata.namespace': pod.namespace };
  const field = fields[fieldRef?.fieldPath];
  if (field === undefined) throw new Error(`no value for the field ${fieldRef?.fieldPath}`);
  return field;
}

function keyOf({ world }: Pod, source: KeySource & { readonly key: string }): string | undefined {
  const value = dataOf(source, world)[source.key];
  if (value === undefined && source.optional !== true) {
    throw new Error(`couldn't find key ${source.key} in ${source.kind} ${source.name}`);
  }
  return value?.toString();
}
