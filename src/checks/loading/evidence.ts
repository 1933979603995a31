import { readNamedText } from './bounded-text';
import { parseYaml } from './parsed-yaml';
import { maskedText } from '../../internal/secrets/masked-text';
import { isCalendarDay } from '../../internal/values/calendar-days';
import { Box, BOXES } from '../model/boxes';
import { attestationCheck } from '../model/engine/attestation-checks';
import { Result } from '../model/result';
import { isMap, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const TEXTS = ['owner', 'date', 'expires', 'evidence'] as const;

/** What a person attests of one box. */
interface Attestation {
  readonly owner: string;
  /** When it was attested, as `YYYY-MM-DD`. */
  readonly date: string;
  /** The last day on which it counts. */
  readonly expires: string;
  /** Where it can be looked at. */
  readonly evidence: string;
}

/** The boxes that manifests cannot show, each ticked by what a file attests, until it expires. */
export function evidenceResults(file: string, asOf: string): Result[] {
  const attested = readAttestations(file);
  const boxes = BOXES.filter(({ evidence }) => evidence !== undefined);
  const unknown = [...attested.keys()].find((id) => !boxes.some((box) => box.id === id));
  if (unknown !== undefined) {
    const known = boxes.map(({ id }) => id).join(', ');
    throw new Error(`${file}: there is no box ${JSON.stringify(unknown)} that takes evidence; choose from ${known}`);
  }
  const asked = boxes.filter(({ id, isJudged = false }) => !isJudged || attested.has(id));
  return asked.map((box) => {
    const { message, ...verdict } = judgeAttestation(box, attested.get(box.id), asOf);
    return { ...verdict, message: maskedText(message), check: attestationCheck(box), file };
  });
}

function judgeAttestation(
  { evidence }: Box, found: Attestation | undefined, asOf: string,
): Pick<Result, 'status' | 'message' | 'isUnattested'> {
  if (found === undefined) {
    return { status: 'failed', message: `nobody attested it; attach ${evidence}`, isUnattested: true };
  }
  const { owner, date, expires } = found;
  if (date > asOf) {
    const message = `what ${owner} attests is dated ${date}, after ${asOf}, on which it is judged`;
    return { status: 'failed', message };
  }
  if (expires < asOf) return { status: 'failed', message: `what ${owner} attested on ${date} expired on ${expires}` };
  return { status: 'passed', message: `${owner} attested it on ${date}, until ${expires}: ${found.evidence}` };
}

function readAttestations(file: string): Map<string, Attestation> {
  const parsed = parseYaml(readNamedText('--evidence', file));
  if ('problem' in parsed) throw new Error(`--evidence ${file}:${parsed.line + 1}: ${parsed.problem}`);
  const content = parsed.value ?? {};
  if (!isMap(content)) throw new Error(`${file} must be a map from boxes to what is attested of each`);
  return new Map(Object.entries(content).map(([box, value]) => [box, readAttestation(`${file}: ${box}`, value)]));
}

function readAttestation(place: string, value: unknown): Attestation {
  const entry: PlainMap = isMap(value) ? value : {};
  for (const key of TEXTS) {
    if (typeof entry[key] !== 'string' || entry[key].trim() === '') throw new Error(`${place} must say ${key}`);
  }
  for (const key of ['date', 'expires'] as const) {
    const day = entry[key];
    if (!isCalendarDay(day)) throw new Error(`${place}: ${key} must be a date like 2026-12-31, got ${textOf(day)}`);
  }
  const { owner, date, expires, evidence } = entry;
  return { owner, date, expires, evidence };
}
