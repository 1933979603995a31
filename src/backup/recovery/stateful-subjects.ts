import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { RenderedDocuments } from '../../internal/tree/rendered-documents';
import { JsonObject, objectsIn } from '../../internal/values/json';
import { Labels, StatefulSubject } from '../known-backups';

/** A stateful workload of a tree, and where it is. */
export interface PlacedSubject extends StatefulSubject {
  readonly construct: IConstruct;
}

/** What keeps data below some constructs, each once, in the order of the tree. */
export function statefulSubjects(scopes: readonly IConstruct[]): PlacedSubject[] {
  const constructs = new Set(scopes.flatMap((scope) => scope.node.findAll()));
  return [...constructs].filter(isKeeper).flatMap((object) => {
    const manifest = RenderedDocuments.of(object).readableDocumentOf(object);
    const claims = manifest === undefined ? [] : claimsOf(manifest);
    return manifest === undefined || claims.length === 0 ? [] : [subjectOf(object, manifest, claims)];
  });
}

/** Others cannot have claims of their own: to render them would be for nothing. */
const KEEPERS = new Set(['StatefulSet', 'PersistentVolumeClaim', 'Prometheus', 'Alertmanager', 'ThanosRuler']);

function isKeeper(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct) && KEEPERS.has(construct.kind);
}

/** The labels of each claim, beside those that its controller adds. */
function claimsOf({ kind, metadata, spec }: JsonObject): Labels[] {
  if (kind === 'PersistentVolumeClaim') return [metadata.labels ?? {}];
  const template = spec?.storage?.volumeClaimTemplate;
  const templates = kind === 'StatefulSet' ? objectsIn(spec?.volumeClaimTemplates) : objectsIn([template]);
  return templates.map((one) => one.metadata?.labels ?? {});
}

function subjectOf(construct: ApiObject, manifest: JsonObject, claims: readonly Labels[]): PlacedSubject {
  const { kind, metadata, spec } = manifest;
  // The controller of StatefulSets gives claims what its selector asks for.
  const added: Labels = spec?.selector?.matchLabels ?? {};
  return {
    construct,
    kind,
    namespace: metadata.namespace ?? Chart.of(construct).namespace ?? 'default',
    name: metadata.name,
    podLabels: spec?.template?.metadata?.labels ?? {},
    claimLabels: claims.map((labels) => kind === 'StatefulSet' ? { ...labels, ...added } : labels),
  };
}
