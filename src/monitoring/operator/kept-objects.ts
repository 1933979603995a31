import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkField, FieldPath, fieldAt } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';

const NAME = ['metadata', 'name'];
/** What stands around pods of the operator, by kind, and the fields by which they and others are found. */
const KEPT: Readonly<Record<string, readonly FieldPath[]>> = {
  Service: [
    NAME, ['spec', 'selector'], ['spec', 'clusterIP'], ['spec', 'ports'], ['spec', 'publishNotReadyAddresses'],
  ],
  ServiceAccount: [NAME],
  PodDisruptionBudget: [['spec', 'selector']],
  NetworkPolicy: [['spec', 'podSelector']],
  ServiceMonitor: [['spec', 'selector']],
};
/** Of the object that the operator reads. */
const OPERATED: readonly FieldPath[] = [
  NAME,
  ...[
    'serviceName', 'serviceAccountName', 'automountServiceAccountToken', 'portName', 'listenLocal', 'routePrefix',
    'replicas', 'shards', 'image', 'version',
  ].map((field) => ['spec', field]),
];
const EVERYWHERE: readonly FieldPath[] = [['kind'], ['metadata', 'namespace']];

/** Refuses patches of what the operator, callers, policies and monitors find the pods by. */
export function keepOperated(scope: Construct, objects: readonly ApiObject[]): void {
  for (const object of objects) {
    const made = object.toJson();
    const paths = [...EVERYWHERE, ...KEPT[object.kind] ?? OPERATED];
    const fields = paths.map((path) => ({
      path,
      value: fieldAt(made, path),
      reason: 'the operator, and whatever stands around its pods, go by it',
      remedy: 'change it by the props of the construct, or make another one',
    }));
    Overlay.of(object).require((document) => {
      fields.forEach((field) => checkField(scope, document, field));
    }, () => false);
  }
}
