/** Words for what wakes somebody, as rules of many projects have them. */
const PAGING = /^(?:crit(?:ical)?|page|paging|emergency|fatal|disaster|p[01]|sev-?[01])$/i;
/** `severity` is what everybody routes by; some say it in a word of their own. */
const SEVERITY = /^(?:severity|priority|level|criticality|urgency|slo_severity)$/i;

/** Whether alerts of a severity are meant to wake somebody. */
export function isPaging(severity: string): boolean {
  return PAGING.test(severity.trim());
}

/** How grave an alert is, under whichever label that is said; undefined where it is not. */
export function severityOf(labels: Readonly<Record<string, string>>): string | undefined {
  const said = Object.entries(labels).filter(([label, value]) => SEVERITY.test(label) && value.trim() !== '');
  return (said.find(([label]) => label === 'severity') ?? said[0])?.[1];
}
