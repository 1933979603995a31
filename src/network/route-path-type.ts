import { knownMembersOnly } from '../internal/signatures/known-members';

/** How the path of a request is compared with that of a route. */
export enum RoutePathType {
  /** By its first segments: `/api` is met by `/api` and `/api/cart`, and not by `/apis`. */
  PREFIX = 'Prefix',

  /** As a whole, to the letter. */
  EXACT = 'Exact',
}

knownMembersOnly({ RoutePathType });
