/** Words for what wakes somebody, as rules of many projects have them. */
const PAGING = /^(?:critical|page|paging|emergency|fatal|disaster|p[01]|sev-?[01])$/i;

/** Whether alerts of a severity are meant to wake somebody. */
export function isPaging(severity: string): boolean {
  return PAGING.test(severity);
}
