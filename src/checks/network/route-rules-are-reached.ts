import { failuresOrPass } from '../facts/failures-or-pass';
import { matchKey, routeRulesOf } from '../facts/routes/route-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Each rule of a route gets requests. */
export const ROUTE_RULES_ARE_REACHED: ICheck = {
  id: 'route-rules-are-reached',
  title: 'Each rule of a route is reached',
  box: 'references',
  severity: Severity.WARNING,
  why: 'Of two rules for the same requests the first one gets all of them: what the second one sends to is never '
    + 'reached by it.',
  remedy: {
    manifest: 'Give the later rule matches of its own, or attach it to another listener by an HTTPRoute of its own.',
  },
  references: ['https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule'],
  appliesTo: ['gateway.networking.k8s.io/HTTPRoute'],
  evaluate: (route) => {
    const taken = new Map<string, string>();
    return failuresOrPass(routeRulesOf(route).map(({ path, matches }) => {
      const keys = matches.map(matchKey);
      const before = keys.map((key) => taken.get(key));
      for (const key of keys) if (!taken.has(key)) taken.set(key, path);
      const passed = before.includes(undefined);
      return { passed, path, message: `gets no request, as ${before[0] ?? ''} takes the same ones before it` };
    }), 'reaches each of its rules');
  },
};
