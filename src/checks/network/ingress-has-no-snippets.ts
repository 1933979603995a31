import { annotationInjections, pathInjections } from '../facts/routes/nginx-injections';
import { Finding, ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** The controllers of NGINX and HAProxy end so the annotations that they copy into their configuration. */
const SNIPPET = /-snippets?$|^haproxy-ingress\.github\.io\/config-backend$/;
/** The key of the settings of ingress-nginx by which every Ingress of the cluster may have some. */
const PERMISSION = 'allow-snippet-annotations';

/** An Ingress says what to route, and does not program who routes. */
export const INGRESS_HAS_NO_SNIPPETS: ICheck = {
  id: 'ingress-has-no-snippets',
  title: 'Ingresses bring no configuration of their own to the controller',
  box: 'access',
  severity: Severity.WARNING,
  why: 'The controller reads the Secrets of all namespaces, and what an annotation adds to its configuration reads '
    + 'them from it: whoever writes one Ingress has the whole cluster.',
  remedy: {
    manifest: 'Take the snippet out, and use the annotation for the purpose, such as '
      + 'nginx.ingress.kubernetes.io/custom-headers; keep allow-snippet-annotations: "false" in the ConfigMap of the '
      + 'controller.',
  },
  references: [
    'https://github.com/kubernetes/ingress-nginx/issues/7837',
    'https://kubernetes.io/blog/2025/03/24/ingress-nginx-cve-2025-1974/',
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations-risk/',
    'checkov:CKV_K8S_152', 'checkov:CKV_K8S_153', 'checkov:CKV_K8S_154', 'kubescape:C-0059',
    'kyverno:disallow-ingress-nginx-custom-snippets', 'kyverno:restrict-annotations', 'kyverno:restrict-ingress-paths',
  ],
  appliesTo: ['networking.k8s.io/Ingress', 'ConfigMap'],
  evaluate: (manifest) => (manifest.kind === 'ConfigMap' ? judgeSettings(manifest) : judgeIngress(manifest)),
};

function judgeSettings({ content }: Manifest): Finding[] {
  const allowed = mapOf(content.data)[PERMISSION];
  if (allowed === undefined) return [];
  const place = { path: `data.${PERMISSION}`, actual: allowed, expected: 'false' };
  return textOf(allowed) === 'true'
    ? [{ ...place, passed: false, message: 'lets every Ingress add to the configuration of the controller' }]
    : [{ ...place, passed: true, message: 'lets no Ingress add to the configuration of the controller' }];
}

function judgeIngress(ingress: Manifest): Finding[] {
  const snippets = Object.keys(ingress.annotations).filter((key) => SNIPPET.test(key)).map((key) => ({
    passed: false,
    message: `adds to the configuration of the controller by ${key}`,
    path: `metadata.annotations[${key}]`,
  }));
  const failures = [...snippets, ...annotationInjections(ingress.annotations), ...pathInjections(ingress.spec)];
  return failures.length > 0 ? failures
    : [{ passed: true, message: 'adds nothing to the configuration of the controller' }];
}
