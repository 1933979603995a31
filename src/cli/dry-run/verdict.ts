import { groupPath, Resource, Resources } from './api-resources';
import { Connection, send } from './api-server';
import { ManifestDocument } from './manifest-file';

const FIELD_MANAGER = 'cdk8s-preflight';

/** What the API server says of one object. */
export interface Verdict {
  readonly document: ManifestDocument;
  /** `unjudged` where the server cannot tell: it does not serve the kind, or has no such namespace. */
  readonly outcome: 'admitted' | 'warned' | 'refused' | 'unjudged';
  readonly messages: readonly string[];
}

/** Asks the API server whether it would take an object, without keeping it. */
export async function judge(
  connection: Connection,
  resources: Resources,
  document: ManifestDocument,
): Promise<Verdict> {
  const resource = await resources.find(document.apiVersion, document.kind);
  if (resource === undefined) {
    const { apiVersion, kind } = document;
    return unjudged(document, `the cluster does not serve ${apiVersion} ${kind}; install what defines it first`);
  }
  const namespace = namespaceOf(document);
  if (resource.isNamespaced && !(await namespaceExists(connection, namespace))) {
    return unjudged(document, `the cluster has no namespace ${namespace}; create it, or pass --create-namespaces`);
  }
  return dryRun(connection, resource, document);
}

function unjudged(document: ManifestDocument, message: string): Verdict {
  return { document, outcome: 'unjudged', messages: [message] };
}

/** The path of an object, or of all of its kind. */
export function objectPath(resource: Resource, document: ManifestDocument, name?: string): string {
  const namespace = resource.isNamespaced ? `/namespaces/${encodeURIComponent(namespaceOf(document))}` : '';
  const suffix = name === undefined ? '' : `/${encodeURIComponent(name)}`;
  return `${groupPath(document.apiVersion)}${namespace}/${resource.plural}${suffix}`;
}

async function dryRun(connection: Connection, resource: Resource, document: ManifestDocument): Promise<Verdict> {
  const path = objectPath(resource, document, document.name);
  const { status: known } = await send(connection, { method: 'GET', path });
  const query = `?dryRun=All&fieldValidation=Strict&fieldManager=${FIELD_MANAGER}`;
  // What is there already is judged as a change of it, so that fields that cannot be changed are noticed.
  const response = known === 200
    ? await send(connection, {
      method: 'PATCH',
      path: `${path}${query}&force=true`,
      text: document.text,
      contentType: 'application/apply-patch+yaml',
    })
    : await send(connection, { method: 'POST', path: objectPath(resource, document) + query, text: document.text });
  if (response.status >= 300) return { document, outcome: 'refused', messages: [messageOf(response.text)] };
  const outcome = response.warnings.length > 0 ? 'warned' : 'admitted';
  return { document, outcome, messages: response.warnings };
}

async function namespaceExists(connection: Connection, name: string): Promise<boolean> {
  const path = `/api/v1/namespaces/${encodeURIComponent(name)}`;
  return (await send(connection, { method: 'GET', path })).status === 200;
}

function namespaceOf({ namespace }: ManifestDocument): string {
  return namespace ?? 'default';
}

/** The message of a `Status`, or the whole answer where it is none. */
export function messageOf(text: string): string {
  try {
    return String((JSON.parse(text) as { message?: unknown }).message ?? text);
  } catch {
    return text;
  }
}
