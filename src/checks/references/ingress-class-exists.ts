import { judgeReferences } from '../facts/references/reference-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

/** The IngressClass that an Ingress names is in the input. */
export const INGRESS_CLASS_EXISTS: ICheck = {
  id: 'ingress-class-exists',
  title: 'The class of an Ingress exists',
  box: 'references',
  severity: Severity.ADVICE,
  why: 'An Ingress of a class which is not there is served by nobody.',
  remedy: {
    manifest: 'Add it, or declare it: metadata.annotations[preflight/external]: "IngressClass/nginx".',
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class',
  ],
  appliesTo: ['networking.k8s.io/Ingress'],
  evaluate: (manifest, cluster) => {
    const path = 'spec.ingressClassName';
    const reference = { kind: 'IngressClass', name: textOf(manifest.spec.ingressClassName), path };
    return judgeReferences(manifest, [reference], ({ name }) => (
      cluster.named('networking.k8s.io/IngressClass', '', name) !== undefined
    ));
  },
};
