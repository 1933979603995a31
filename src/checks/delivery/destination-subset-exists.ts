import { destinationRulesFor, meshRoutesOf, subsetsOfAll, VIRTUAL_SERVICE } from '../facts/delivery/virtual-services';
import { failuresOrPass } from '../facts/failures-or-pass';
import { someNames, SHOWN_NAMES } from '../facts/pods/selected-owners';
import { isDeclaredExternal } from '../facts/references/declared-external';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

const DECLARED = 'DestinationRule';

/** A subset that a VirtualService sends to is one that a DestinationRule has. */
export const DESTINATION_SUBSET_EXISTS: ICheck = {
  id: 'destination-subset-exists',
  title: 'A VirtualService sends to subsets that exist',
  box: 'gradual-delivery',
  severity: Severity.CRITICAL,
  why: 'A subset is nothing but a name in a DestinationRule for the same host. Where none has it, Istio has no '
    + 'endpoints for it, and each request that is sent there is answered with 503.',
  remedy: {
    manifest: 'A DestinationRule for the host: {host: web, subsets: [{name: v1, labels: {version: v1}}]}',
    construct: 'TrafficSplit writes both objects, with the same subsets',
  },
  references: [
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
    'https://istio.io/latest/docs/ops/common-problems/network-issues/',
  ],
  appliesTo: [VIRTUAL_SERVICE],
  evaluate: (owner, cluster) => {
    const destinations = meshRoutesOf(owner).flatMap(({ shares, mirrors }) => [...shares, ...mirrors])
      .filter(({ subset }) => subset !== '');
    return failuresOrPass(destinations.flatMap((destination) => {
      const { host, subset, path: place } = destination;
      const lists = destinationRulesFor(host, owner.namespace, cluster);
      const rules = lists.flatMap((list) => list.slice(0, SHOWN_NAMES + 1));
      if ([host, ...rules.map(({ name }) => name)].some((name) => isDeclaredExternal(owner, DECLARED, name))) return [];
      const passed = lists.some((list) => subsetsOfAll(list, cluster).has(subset));
      const why = rules.length === 0 ? 'which has no DestinationRule' : `which ${someNames(rules)} does not have`;
      const message = `sends to the subset ${subset} of ${host}, ${why}`;
      const expected = [...lists.flatMap((list) => [...subsetsOfAll(list, cluster)])].slice(0, SHOWN_NAMES).join(' or ')
        || `a DestinationRule for ${host} with this subset`;
      return [{ passed, path: `${place}.subset`, message, actual: subset, expected }];
    }), 'sends to subsets that exist');
  },
};
