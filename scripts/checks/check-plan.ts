import { parseArgs } from 'util';
import { BOXES } from '../../src/checks/model/boxes';
import { SEVERITIES } from '../../src/checks/model/severities';

const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** `pods`, `*`, `Service` or `apps/Deployment`. */
const KIND = /^(pods|\*|([a-z0-9.-]+\/)?[A-Z][A-Za-z0-9]*)$/;
/** What the name of a waiver's annotation has room for. */
const LONGEST_ID = 57;

/** What a new check is to be. */
export interface CheckPlan {
  readonly id: string;
  readonly domain: string;
  readonly box: string;
  readonly severity: string;
  /** As in `ICheck.appliesTo`. */
  readonly appliesTo: readonly string[];
}

/** What there is already. */
export interface KnownChecks {
  readonly ids: readonly string[];
  readonly domains: readonly string[];
}

/**
 * Reads the arguments of `npx projen new:check`.
 *
 * @throws Error where one is missing or names nothing that there is
 */
export function readCheckPlan(args: string[], known: KnownChecks): CheckPlan {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'domain': { type: 'string' },
      'box': { type: 'string' },
      'severity': { type: 'string', default: 'warning' },
      'applies-to': { type: 'string', default: 'pods' },
    },
  });
  return {
    id: newId(positionals, known.ids),
    domain: oneOf('--domain must be a folder of checks', values.domain, known.domains),
    box: oneOf('--box must be a box that checks tick', values.box, judgedBoxes()),
    severity: oneOf('--severity must be one that there is', values.severity, SEVERITIES),
    appliesTo: kindsIn(values['applies-to']),
  };
}

/** A box without checks is ticked by people alone. */
function judgedBoxes(): string[] {
  return BOXES.filter(({ evidence, isJudged = false }) => evidence === undefined || isJudged).map(({ id }) => id);
}

function newId(positionals: readonly string[], ids: readonly string[]): string {
  const [id] = positionals;
  if (positionals.length !== 1 || !KEBAB_CASE.test(id) || id.length > LONGEST_ID) {
    const got = positionals.length === 0 ? 'nothing' : JSON.stringify(positionals.join(' '));
    throw new Error(`the id must be one name in kebab-case of at most ${LONGEST_ID} letters, got ${got}; `
      + 'say what holds where the check passes, such as has-cpu-limit');
  }
  if (ids.includes(id)) {
    throw new Error(`the id must be new, got ${JSON.stringify(id)}; `
      + `see it by preflight explain ${id}, and extend it or choose another id`);
  }
  return id;
}

function oneOf(demand: string, value: string | undefined, allowed: readonly string[]): string {
  if (value !== undefined && allowed.includes(value)) return value;
  const got = value === undefined ? 'nothing' : JSON.stringify(value);
  throw new Error(`${demand}, got ${got}; choose from ${allowed.join(', ')}`);
}

function kindsIn(list: string): string[] {
  const kinds = list.split(',').map((kind) => kind.trim());
  const wrong = kinds.find((kind) => !KIND.test(kind));
  if (wrong !== undefined) {
    throw new Error(`--applies-to must be kinds by commas, got ${JSON.stringify(wrong)}; `
      + 'write pods, *, Service or apps/Deployment');
  }
  return kinds;
}
