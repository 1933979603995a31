import { knownMembersOnly } from '../internal/signatures/known-members';

/**
 * Controllers that redirect to HTTPS where an annotation of the Ingress says so.
 *
 * Kubernetes has no field for it.
 */
export enum IngressController {
  /**
   * Contour, by `ingress.kubernetes.io/force-ssl-redirect`.
   *
   * @see https://projectcontour.io/docs/main/config/annotations/
   */
  CONTOUR = 'contour',

  /**
   * The controller of HAProxy Technologies, by `haproxy.org/ssl-redirect`, and to port 443 instead of 8443.
   *
   * @see https://github.com/haproxytech/kubernetes-ingress/blob/master/documentation/annotations.md
   */
  HAPROXY = 'haproxy',

  /**
   * The community's Ingress NGINX, by `nginx.ingress.kubernetes.io/force-ssl-redirect`.
   *
   * It was retired in March 2026 and gets no security fixes since: move to another one.
   *
   * @see https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/
   * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
   */
  INGRESS_NGINX = 'ingress-nginx',

  /**
   * The NGINX Ingress Controller of F5, by `nginx.org/ssl-redirect`.
   *
   * Releases before 5.4 do not know this annotation, and redirect unless their ConfigMap says otherwise. It serves a
   * host from one Ingress, the oldest: expose all paths of a host by one `PublicRoute`.
   *
   * @see https://docs.nginx.com/nginx-ingress-controller/configuration/host-and-listener-collisions/
   * @see https://docs.nginx.com/nginx-ingress-controller/configuration/ingress-resources/advanced-configuration-with-annotations/
   */
  NGINX = 'nginx',

  /**
   * Traefik, by `traefik.ingress.kubernetes.io/router.entrypoints`.
   *
   * It does not redirect: the host is served at the entry point `websecure` alone, and over plain HTTP it is not found.
   *
   * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/
   */
  TRAEFIK = 'traefik',
}

knownMembersOnly({ IngressController });
