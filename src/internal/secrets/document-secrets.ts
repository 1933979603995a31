import { secretsInCommands, secretsInEnvironment, secretsInRequests } from './container-secrets';
import { FoundSecret } from './found-secret';
import { secretsInConfigMap, secretsInFields, secretsInMetadata } from './object-secrets';
import { isObject, JsonObject, objectsIn } from '../values/json';

/** The checks that find secrets, by what they look at. */
export const SECRET_CHECKS = {
  env: 'no-literal-secrets-in-env',
  commands: 'no-literal-secrets-in-commands',
  requests: 'no-literal-secrets-in-probes',
  config: 'config-map-holds-no-secret',
  metadata: 'no-secrets-in-annotations',
  fields: 'custom-resource-holds-no-secret',
} as const;

/** A secret in a document, with the check that says the same of it. */
export interface SecretInDocument extends FoundSecret {
  readonly checkId: string;
  /** The container that it is in. */
  readonly container?: string;
}

/** The secrets that an object would have everybody read. */
export function secretsInDocument(document: JsonObject): SecretInDocument[] {
  const { apiVersion, kind, metadata, spec } = document;
  const search = new DocumentSearch();
  if (isObject(metadata)) search.add(SECRET_CHECKS.metadata, secretsInMetadata(metadata), { prefix: 'metadata.' });
  if (apiVersion === 'v1' && kind === 'ConfigMap') search.add(SECRET_CHECKS.config, secretsInConfigMap(document));
  if (!isObject(spec)) return search.found;
  const template = templateIn(spec);
  if (template !== undefined) search.addPods(template);
  const [group] = String(apiVersion).split('/');
  if (isCustom(group)) search.add(SECRET_CHECKS.fields, secretsInFields(spec, 'spec', new Set()));
  return search.found;
}

/** Whether others than Kubernetes define such an object, by its API group. */
export function isCustom(group: string): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}

/** Of a workload, or of a job that is made again and again. */
function templateIn({ template, jobTemplate }: JsonObject): JsonObject | undefined {
  if (isObject(template)) return template;
  const ofJobs = isObject(jobTemplate) && isObject(jobTemplate.spec) ? jobTemplate.spec.template : undefined;
  return isObject(ofJobs) ? ofJobs : undefined;
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

  public addPods({ metadata, spec }: JsonObject): void {
    const prefix = 'template.metadata.';
    if (isObject(metadata)) this.add(SECRET_CHECKS.metadata, secretsInMetadata(metadata), { prefix });
    if (!isObject(spec)) return;
    for (const container of [...objectsIn(spec.initContainers), ...objectsIn(spec.containers)]) {
      const where = { container: String(container.name) };
      this.add(SECRET_CHECKS.env, secretsInEnvironment(container), where);
      this.add(SECRET_CHECKS.commands, secretsInCommands(container) ?? [], where);
      this.add(SECRET_CHECKS.requests, secretsInRequests(container) ?? [], where);
    }
  }
}
