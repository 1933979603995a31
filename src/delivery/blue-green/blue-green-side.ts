import { knownMembersOnly } from '../../internal/signatures/known-members';

/** One of the two sides of a BlueGreenService. */
export enum BlueGreenSide {
  /** The one whose image is `blueImage`. */
  BLUE = 'blue',
  /** The one whose image is `greenImage`. */
  GREEN = 'green',
}

knownMembersOnly({ BlueGreenSide });
