import { withoutSecret } from '../../internal/secrets/search';
import { isCalendarDay } from '../../internal/values/calendar-days';
import { PlainMap } from '../model/values/plain-data';
import type { Waiver } from '../model/waiver';

/** What a waiver says, as reports may repeat it, or why it counts for nothing. */
export function checkedWaiver({ reason, owner, until, ticket }: PlainMap): { waiver: Waiver } | { problem: string } {
  if (typeof reason !== 'string' || reason.trim() === '') return { problem: 'it gives no reason' };
  if (until !== undefined && !isCalendarDay(until)) return { problem: 'its end is no date like 2027-06-30' };
  if (![owner, ticket].every((text) => text === undefined || typeof text === 'string')) {
    return { problem: 'its owner or ticket is no text' };
  }
  const [shownOwner, shownTicket] = [owner, ticket].map((text) => text && withoutSecret(text));
  return { waiver: { reason: withoutSecret(reason), owner: shownOwner, until, ticket: shownTicket } };
}
