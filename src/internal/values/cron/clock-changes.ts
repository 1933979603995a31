import { FIRST_YEAR, YEARS } from './cron-calendar';

const DAY_MINUTES = 24 * 60;
const DAY_MILLISECONDS = DAY_MINUTES * 60_000;
const USUAL_MINUTES = 60;
const EVERY_MONTH = Array.from({ length: 12 }, (_, index) => index + 1);
/** The fifth one of a weekday is the last one of its month. */
const EVERY_WEEK = [1, 2, 3, 4, 5];
const RULE = /^(?<month>\*|\d+)\.(?<week>\*|\d)\.(?<weekday>\d)\/(?<sign>-?)(?<hour>\d+):(?<minute>\d+)$/;

/** How the clocks of some zones are set; rules are `month.week.weekday/time`, as TZ of POSIX has them. */
interface ZoneRules {
  readonly forward: string;
  readonly back: string;
  /** By how much, where it is no hour. */
  readonly minutes?: number;
  readonly zones: readonly string[];
}

/** What is valid from 2026 on, by the IANA database 2025b. Whatever is missing here has the same clock all the year. */
const RULES: readonly ZoneRules[] = [
  {
    forward: '3.2.0/2:00',
    back: '11.1.0/2:00',
    zones: [
      'America/Adak America/Anchorage America/Atka America/Boise America/Cambridge_Bay America/Chicago',
      'America/Ciudad_Juarez America/Denver America/Detroit America/Edmonton America/Ensenada America/Fort_Wayne',
      'America/Glace_Bay America/Goose_Bay America/Grand_Turk America/Halifax America/Indiana/Indianapolis',
      'America/Indiana/Knox America/Indiana/Marengo America/Indiana/Petersburg America/Indiana/Tell_City',
      'America/Indiana/Vevay America/Indiana/Vincennes America/Indiana/Winamac America/Indianapolis America/Inuvik',
      'America/Iqaluit America/Juneau America/Kentucky/Louisville America/Kentucky/Monticello America/Knox_IN',
      'America/Los_Angeles America/Louisville America/Matamoros America/Menominee America/Metlakatla',
      'America/Miquelon America/Moncton America/Montreal America/Nassau America/New_York America/Nipigon',
      'America/Nome America/North_Dakota/Beulah America/North_Dakota/Center America/North_Dakota/New_Salem',
      'America/Ojinaga America/Pangnirtung America/Port-au-Prince America/Rainy_River America/Rankin_Inlet',
      'America/Resolute America/Santa_Isabel America/Shiprock America/Sitka America/St_Johns America/Thule',
      'America/Thunder_Bay America/Tijuana America/Toronto America/Vancouver America/Winnipeg America/Yakutat',
      'America/Yellowknife Atlantic/Bermuda CST6CDT Canada/Atlantic Canada/Central Canada/Eastern Canada/Mountain',
      'Canada/Newfoundland Canada/Pacific EST5EDT MST7MDT Mexico/BajaNorte Navajo PST8PDT US/Alaska US/Aleutian',
      'US/Central US/East-Indiana US/Eastern US/Indiana-Starke US/Michigan US/Mountain US/Pacific',
    ],
  },
  {
    forward: '3.5.0/2:00',
    back: '10.5.0/3:00',
    zones: [
      'Africa/Ceuta Arctic/Longyearbyen Atlantic/Jan_Mayen CET Europe/Amsterdam Europe/Andorra Europe/Belgrade',
      'Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest Europe/Busingen Europe/Chisinau',
      'Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta',
      'Europe/Monaco Europe/Oslo Europe/Paris Europe/Podgorica Europe/Prague Europe/Rome Europe/San_Marino',
      'Europe/Sarajevo Europe/Skopje Europe/Stockholm Europe/Tirane Europe/Tiraspol Europe/Vaduz Europe/Vatican',
      'Europe/Vienna Europe/Warsaw Europe/Zagreb Europe/Zurich MET Poland',
    ],
  },
  {
    forward: '3.5.0/3:00',
    back: '10.5.0/4:00',
    zones: [
      'Asia/Famagusta Asia/Nicosia EET Europe/Athens Europe/Bucharest Europe/Helsinki Europe/Kiev Europe/Kyiv',
      'Europe/Mariehamn Europe/Nicosia Europe/Riga Europe/Sofia Europe/Tallinn Europe/Uzhgorod Europe/Vilnius',
      'Europe/Zaporozhye',
    ],
  },
  {
    forward: '3.5.0/1:00',
    back: '10.5.0/2:00',
    zones: [
      'Atlantic/Canary Atlantic/Faeroe Atlantic/Faroe Atlantic/Madeira Eire Europe/Belfast Europe/Dublin',
      'Europe/Guernsey Europe/Isle_of_Man Europe/Jersey Europe/Lisbon Europe/London GB GB-Eire Portugal WET',
    ],
  },
  {
    forward: '10.1.0/2:00',
    back: '4.1.0/3:00',
    zones: [
      'Antarctica/Macquarie Australia/ACT Australia/Adelaide Australia/Broken_Hill Australia/Canberra',
      'Australia/Currie Australia/Hobart Australia/Melbourne Australia/NSW Australia/South Australia/Sydney',
      'Australia/Tasmania Australia/Victoria Australia/Yancowinna Pacific/Norfolk',
    ],
  },
  {
    forward: '9.5.0/2:00',
    back: '4.1.0/3:00',
    zones: [
      'Antarctica/McMurdo Antarctica/South_Pole NZ Pacific/Auckland',
    ],
  },
  {
    forward: '3.5.0/-1:00',
    back: '10.5.0/0:00',
    zones: [
      'America/Godthab America/Nuuk America/Scoresbysund',
    ],
  },
  {
    forward: '3.4.4/26:00',
    back: '10.5.0/2:00',
    zones: [
      'Asia/Jerusalem Asia/Tel_Aviv Israel',
    ],
  },
  {
    forward: '4.5.5/0:00',
    back: '10.5.4/24:00',
    zones: [
      'Africa/Cairo Egypt',
    ],
  },
  {
    forward: '3.2.0/0:00',
    back: '11.1.0/1:00',
    zones: [
      'America/Havana Cuba',
    ],
  },
  {
    forward: '9.1.6/24:00',
    back: '4.1.6/24:00',
    zones: [
      'America/Santiago Chile/Continental',
    ],
  },
  {
    forward: '10.1.0/2:00',
    back: '4.1.0/2:00',
    minutes: 30,
    zones: [
      'Australia/LHI Australia/Lord_Howe',
    ],
  },
  {
    forward: '9.1.6/22:00',
    back: '4.1.6/22:00',
    zones: [
      'Chile/EasterIsland Pacific/Easter',
    ],
  },
  {
    forward: '9.5.0/2:45',
    back: '4.1.0/3:45',
    zones: [
      'NZ-CHAT Pacific/Chatham',
    ],
  },
  {
    forward: '3.5.0/1:00',
    back: '10.5.0/3:00',
    minutes: 120,
    zones: [
      'Antarctica/Troll',
    ],
  },
  {
    forward: '3.5.0/0:00',
    back: '10.5.0/0:00',
    zones: [
      'Asia/Beirut',
    ],
  },
  {
    forward: '3.5.0/0:00',
    back: '10.5.0/1:00',
    zones: [
      'Atlantic/Azores',
    ],
  },
  // Clocks are set around Ramadan, and in Palestine in spring and autumn too.
  { forward: '*.*.0/2:00', back: '*.*.0/3:00', zones: ['Africa/Casablanca Africa/El_Aaiun'] },
  { forward: '*.*.6/2:00', back: '*.*.6/2:00', zones: ['Asia/Gaza Asia/Hebron'] },
];

/** What clocks leave out, or show twice: it begins then. */
export interface ClockChange {
  /** Counted from the first day of the calendar that schedules are looked at in. */
  readonly day: number;
  readonly minute: number;
}

/** When the clocks of a zone are set, and by how many minutes. */
export interface ClockChanges {
  readonly forward: readonly ClockChange[];
  readonly back: readonly ClockChange[];
  readonly minutes: number;
}

/** When the clocks of a zone are set; undefined where they never are. */
export function clockChanges(timeZone: string): ClockChanges | undefined {
  const rules = RULES.find(({ zones }) => zones.some((names) => names.split(' ').includes(timeZone)));
  if (rules === undefined) return undefined;
  const { forward, back, minutes = USUAL_MINUTES } = rules;
  return { forward: changesOf(forward, 0), back: changesOf(back, minutes), minutes };
}

function changesOf(rule: string, minutesBack: number): ClockChange[] {
  const { month, week, weekday, sign, hour, minute } = RULE.exec(rule)!.groups!;
  const time = (Number(hour) * 60 + Number(minute)) * (sign === '-' ? -1 : 1) - minutesBack;
  const months = month === '*' ? EVERY_MONTH : [Number(month)];
  const weeks = week === '*' ? EVERY_WEEK : [Number(week)];
  const years = Array.from({ length: YEARS }, (_, index) => FIRST_YEAR + index);
  const days = years.flatMap((year) => months.flatMap((one) => (
    weeks.map((nth) => dayOf({ year, month: one, nth, weekday: Number(weekday) }))
  )));
  return [...new Set(days)].map((day) => (
    { day: day + Math.floor(time / DAY_MINUTES), minute: (time + DAY_MINUTES) % DAY_MINUTES }
  ));
}

/** Which one of a weekday in a month; where there is no fifth one, the fourth. */
function dayOf({ year, month, nth, weekday }: Record<'year' | 'month' | 'nth' | 'weekday', number>): number {
  const first = Date.UTC(year, month - 1, 1);
  const date = (weekday - new Date(first).getUTCDay() + 7) % 7 + (nth - 1) * 7;
  const isWithin = new Date(first + date * DAY_MILLISECONDS).getUTCMonth() === month - 1;
  return (first - Date.UTC(FIRST_YEAR, 0, 1)) / DAY_MILLISECONDS + date - (isWithin ? 0 : 7);
}
