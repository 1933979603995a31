import { listOf, secretsInCommands, secretsInEnvironment, secretsInRequests } from './container-secrets';
import { PodPlaces, secretsInFields } from './field-secrets';
import { FoundSecret } from './found-secret';
import { secretsInConfigMap, secretsInMetadata } from './object-secrets';
import { isObject, Json, JsonObject } from '../../values/json';

/** The checks that find secrets, by what they look at. */
export const SECRET_CHECKS = {
  env: 'no-literal-secrets-in-env',
  commands: 'no-literal-secrets-in-commands',
  requests: 'no-literal-secrets-in-probes',
  config: 'config-map-holds-no-secret',
  metadata: 'no-secrets-in-annotations',
  fields: 'no-literal-secrets-in-fields',
  custom: 'custom-resource-holds-no-secret',
} as const;

/** A secret in a document, with the check that says the same of it. */
export interface SecretInDocument extends FoundSecret {
  readonly checkId: string;
  /** The container that it is in. */
  readonly container?: string;
}

/** The secrets that an object would have everybody read. */
export function secretsInDocument(document: JsonObject): SecretInDocument[] {
  const { apiVersion, kind, metadata } = document;
  const search = new DocumentSearch();
  if (isObject(metadata)) search.add(SECRET_CHECKS.metadata, secretsInMetadata(metadata), { prefix: 'metadata.' });
  if (apiVersion === 'v1' && kind === 'ConfigMap') search.add(SECRET_CHECKS.config, secretsInConfigMap(document));
  const pods = podsIn(document);
  pods.forEach((pod) => search.addPods(pod));
  const [group] = String(apiVersion).split('/');
  search.add(isCustom(group) ? SECRET_CHECKS.custom : SECRET_CHECKS.fields, secretsInFields(document, pods));
  return search.found;
}

/** Whether others than Kubernetes define such an object, by its API group. */
export function isCustom(group: string): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}

/** The template of pods, and where it stands. */
interface PodInDocument extends PodPlaces {
  readonly metadata: Json;
  readonly containers: readonly { readonly path: string; readonly content: JsonObject }[];
}

/** Those of a workload, or of a job that is made again and again. */
function podsIn({ spec }: JsonObject): PodInDocument[] {
  if (!isObject(spec)) return [];
  const places: [string, Json][] = [
    ['spec.template', spec.template], ['spec.jobTemplate.spec.template', mapOf(mapOf(spec.jobTemplate).spec).template],
  ];
  return places.filter(([, template]) => isObject(template)).map(([path, template]) => ({
    path, metadata: template.metadata, containers: containersIn(mapOf(template.spec), `${path}.spec`),
  }));
}

function containersIn(spec: JsonObject, path: string): PodInDocument['containers'] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) => (
    listOf(spec[list]).map((content, index) => ({ path: `${path}.${list}[${index}]`, content }))
  )).filter(({ content }) => isObject(content));
}

function mapOf(value: Json): JsonObject {
  return isObject(value) ? value : {};
}

/** What is more to be said of what was found. */
interface Whereabouts {
  readonly prefix?: string;
  readonly container?: string;
}

class DocumentSearch {
  public readonly found: SecretInDocument[] = [];

  public add(checkId: string, found: readonly FoundSecret[], { prefix = '', container }: Whereabouts = {}): void {
    for (const secret of found) this.found.push({ ...secret, checkId, path: `${prefix}${secret.path}`, container });
  }

  public addPods({ metadata, containers }: PodInDocument): void {
    const prefix = 'template.metadata.';
    if (isObject(metadata)) this.add(SECRET_CHECKS.metadata, secretsInMetadata(metadata), { prefix });
    for (const { content } of containers) {
      const where = { container: String(content.name) };
      this.add(SECRET_CHECKS.env, secretsInEnvironment(content), where);
      this.add(SECRET_CHECKS.commands, secretsInCommands(content) ?? [], where);
      this.add(SECRET_CHECKS.requests, secretsInRequests(content) ?? [], where);
    }
  }
}
