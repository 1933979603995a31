import { judgeReferences } from '../facts/references/reference-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

/** The GatewayClass that a Gateway names is in the input. */
export const GATEWAY_CLASS_EXISTS: ICheck = {
  id: 'gateway-class-exists',
  title: 'The class of a Gateway exists',
  box: 'references',
  severity: Severity.ADVICE,
  why: 'A Gateway of a class which is not there is served by nobody.',
  remedy: {
    manifest: 'Add it, or declare it: metadata.annotations[preflight/external]: "GatewayClass/envoy".',
  },
  references: [
    'https://gateway-api.sigs.k8s.io/api-types/gatewayclass/',
  ],
  appliesTo: ['gateway.networking.k8s.io/Gateway'],
  evaluate: (manifest, cluster) => {
    const path = 'spec.gatewayClassName';
    const reference = { kind: 'GatewayClass', name: textOf(manifest.spec.gatewayClassName), path };
    return judgeReferences(manifest, [reference], ({ name }) => (
      cluster.named('gateway.networking.k8s.io/GatewayClass', '', name) !== undefined
    ));
  },
};
