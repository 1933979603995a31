import { knownMembersOnly } from '../internal/signatures/known-members';

/** Which side of a flow is opened. */
export enum TrafficSide {
  /** Both: the callers are let out and let in. */
  BOTH = 'both',
  /** The callers alone: they are let out. */
  CALLERS = 'callers',
  /** The target alone: the callers are let in. */
  TARGET = 'target',
}

knownMembersOnly({ TrafficSide });
