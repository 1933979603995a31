import { failuresOrPass } from '../facts/failures-or-pass';
import { claimsOf, otherClaimant } from '../facts/routes/host-claims';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Requests for a path of a host go to whom one route says. */
export const HOSTS_HAVE_ONE_OWNER: ICheck = {
  id: 'hosts-have-one-owner',
  title: 'Each path of a host belongs to one route',
  box: 'references',
  severity: Severity.WARNING,
  // Several routes may share a host by its paths, and several controllers of one namespace a host, seen from two sides.
  why: 'Of two routes for the same path of a host the older one gets the requests, and which one that is changes when '
    + 'somebody makes one anew: one namespace answers for another.',
  remedy: { manifest: 'Give each route a host or a path of its own, and keep one of those that say the same.' },
  references: [
    'https://kubernetes.github.io/ingress-nginx/how-it-works/#building-the-nginx-model',
    'https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule',
    'kyverno:unique-ingress-host-and-path',
  ],
  appliesTo: ['networking.k8s.io/Ingress', 'gateway.networking.k8s.io/HTTPRoute'],
  evaluate: (route, cluster) => failuresOrPass(claimsOf(route, cluster).map((claim) => {
    const other = otherClaimant(claim, route, cluster);
    const { path, host } = claim;
    if (other === undefined) return { passed: true, path, message: 'is the only one for it' };
    const whose = `${other.kind} ${other.name}${other.namespace === route.namespace ? '' : ` of ${other.namespace}`}`;
    return { passed: false, path, message: `takes the same requests as ${whose}`, actual: host };
  }), 'shares no path of a host with another route'),
};
