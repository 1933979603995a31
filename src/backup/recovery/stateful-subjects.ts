import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { RenderedDocuments } from '../../internal/tree/rendered-documents';
import { JsonObject, objectsIn } from '../../internal/values/json';
import { Labels, StatefulClaim, StatefulSubject } from '../known-backups';

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

/** Each claim, without the labels that its controller adds. */
function claimsOf({ kind, metadata, spec }: JsonObject): StatefulClaim[] {
  if (kind === 'PersistentVolumeClaim') return [claimOf({ metadata, spec })];
  const template = spec?.storage?.volumeClaimTemplate;
  const templates = kind === 'StatefulSet' ? objectsIn(spec?.volumeClaimTemplates) : objectsIn([template]);
  return templates.map(claimOf);
}

function claimOf({ metadata, spec }: JsonObject): StatefulClaim {
  return { labels: metadata?.labels ?? {}, storageClass: spec?.storageClassName };
}

function subjectOf(construct: ApiObject, manifest: JsonObject, claims: readonly StatefulClaim[]): PlacedSubject {
  const { kind, metadata, spec } = manifest;
  // The controller of StatefulSets gives claims what its selector asks for.
  const added: Labels = spec?.selector?.matchLabels ?? {};
  return {
    construct,
    kind,
    namespace: metadata.namespace ?? Chart.of(construct).namespace ?? 'default',
    name: metadata.name,
    podLabels: spec?.template?.metadata?.labels ?? {},
    claims: claims.map(({ labels, storageClass }) => (
      { labels: kind === 'StatefulSet' ? { ...labels, ...added } : labels, storageClass }
    )),
  };
}
