import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { listOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** By controller, the annotation that redirects, or that leaves plain HTTP out. */
const REDIRECTS: Readonly<Record<string, RegExp>> = {
  'alb.ingress.kubernetes.io/ssl-redirect': /^\d+$/,
  'appgw.ingress.kubernetes.io/ssl-redirect': /^true$/,
  'haproxy-ingress.github.io/ssl-redirect': /^true$/,
  'haproxy.org/ssl-redirect': /^true$/,
  'ingress.cilium.io/force-https': /^enabled$/,
  'ingress.kubernetes.io/force-ssl-redirect': /^true$/,
  'ingress.kubernetes.io/ssl-redirect': /^true$/,
  'konghq.com/protocols': /^https$/,
  'kubernetes.io/ingress.allow-http': /^false$/,
  'nginx.ingress.kubernetes.io/force-ssl-redirect': /^true$/,
  'nginx.ingress.kubernetes.io/ssl-redirect': /^true$/,
  'nginx.org/redirect-to-https': /^true$/,
  'nginx.org/ssl-redirect': /^true$/,
  'traefik.ingress.kubernetes.io/router.entrypoints': /^websecure$/,
};
/** What leads to an object that may redirect, and that is not read here. */
const ELSEWHERE = [
  'alb.ingress.kubernetes.io/listen-ports', 'networking.gke.io/v1beta1.FrontendConfig',
  'traefik.ingress.kubernetes.io/router.middlewares',
];
/** Classes and controllers that redirect hosts with a certificate unless they are told otherwise. */
const REDIRECTING = ['nginx', 'openshift-default', 'k8s.io/ingress-nginx', 'openshift.io/ingress-to-route'];
const NGINX_SAYS = 'nginx.ingress.kubernetes.io/ssl-redirect';

/** Who asks for a host without encryption is sent on to where it is encrypted. */
export const INGRESS_REDIRECTS_TO_HTTPS: ICheck = {
  id: 'ingress-redirects-to-https',
  title: 'An Ingress with a certificate redirects to HTTPS',
  box: 'encrypted-traffic',
  severity: Severity.ADVICE,
  why: 'A certificate alone keeps nobody from plain HTTP; Kubernetes has no field for the redirect, and what '
    + 'controllers do by themselves varies.',
  remedy: {
    manifest: 'The annotation of your controller, for Contour ingress.kubernetes.io/force-ssl-redirect: "true".',
    construct: 'Platform.configure(app, { routes: RouteFlavor.ingress({ controller: IngressController.CONTOUR }) })',
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
    'https://projectcontour.io/docs/main/config/annotations/',
  ],
  appliesTo: ['networking.k8s.io/Ingress'],
  evaluate: (ingress, cluster) => (listOf(ingress.spec.tls).length > 0 ? judge(ingress, cluster) : []),
};

function judge({ annotations, spec }: Manifest, cluster: Cluster): Finding[] {
  if (ELSEWHERE.some((key) => Object.hasOwn(annotations, key))) return [];
  const own = Object.keys(REDIRECTS).find((key) => REDIRECTS[key].test(textOf(annotations[key])));
  if (own !== undefined) return [{ passed: true, message: `redirects to HTTPS by ${own}` }];
  const className = textOf(spec.ingressClassName) || textOf(annotations['kubernetes.io/ingress.class']);
  const controller = textOf(cluster.named('networking.k8s.io/IngressClass', '', className)?.spec.controller);
  if (REDIRECTING.includes(controller || className) && textOf(annotations[NGINX_SAYS]) !== 'false') {
    return [{ passed: true, message: `redirects to HTTPS as the class ${className} does by itself` }];
  }
  const message = 'does not say that plain HTTP is redirected to HTTPS';
  return [{ passed: false, message, path: 'metadata.annotations', expected: 'the annotation of its controller' }];
}
