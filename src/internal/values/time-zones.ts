/** That of a machine is none of its own, and the API server refuses it. */
const OF_THE_MACHINE = 'Local';
const LONGEST = 100;
const MINUTE = 60_000;
const ABBREVIATION = /^[A-Z]{3}$/;
/** The abbreviations that are names of the database; JavaScript knows others, each of which means several zones. */
const KNOWN_ABBREVIATIONS = [
  'CET', 'EET', 'EST', 'GMT', 'HST', 'MET', 'MST', 'PRC', 'ROC', 'ROK', 'UCT', 'UTC', 'WET',
];
const UTC = /^(?:Etc\/)?(?:UTC|UCT|Universal|Zulu|Greenwich|GMT(?:[-+]?0)?)$/;
/** Names that the database never had, or has no longer. */
const FOREIGN = /^(?:SystemV\/|US\/Pacific-New$)/;
const NAME = /^[A-Z][A-Za-z0-9+_-]*(\/[A-Z0-9][A-Za-z0-9+_-]*)*$/;

/** Whether a text is the name of a time zone, as the API server's database spells it. */
export function isTimeZone(text: string): boolean {
  if (text === OF_THE_MACHINE || text.length > LONGEST || !NAME.test(text) || FOREIGN.test(text)) return false;
  if (isAbbreviation(text) && !KNOWN_ABBREVIATIONS.includes(text)) return false;
  const known = resolvedName(text);
  // Here names are known in any case, there they are names of files.
  return known !== undefined && (known === text || known.toLowerCase() !== text.toLowerCase());
}

/** How many minutes the clocks of a time zone are ahead of UTC at a moment. */
export function offsetMinutes(timeZone: string, moment: number): number {
  const options = {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  } as const;
  const parts = new Intl.DateTimeFormat('en', options).formatToParts(moment);
  const [year, month, day, hour, minute] = ['year', 'month', 'day', 'hour', 'minute']
    .map((type) => Number(parts.find((part) => part.type === type)?.value));
  return Math.round((Date.UTC(year, month - 1, day, hour, minute) - moment) / MINUTE);
}

/** Whether a text is one of the names of UTC. */
export function isUtc(text: string): boolean {
  return UTC.test(text);
}

/** Whether a text looks like the short name of a zone, such as PST. */
export function isAbbreviation(text: string): boolean {
  return ABBREVIATION.test(text);
}

function resolvedName(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
