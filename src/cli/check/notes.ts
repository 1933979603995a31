import { MOST_TOLD, Untold } from '../../checks/judging/tally';
import { SKIP_REASONS, Skipped } from '../../checks/loading/skipped';
import { OLDEST_MINOR } from '../../internal/kubernetes-version';
import { maskedPath, maskedText } from '../../internal/secrets/masked-text';
import { shownText, visible } from '../../internal/values/visible-text';

const RENDERERS = [
  { reason: 'kustomize', command: 'kubectl kustomize FOLDER' },
  { reason: 'chart', command: 'helm template CHART' },
] as const;

const MAX_NAMED_KINDS = 3;
const MAX_NAMED_CHECKS = 5;

/** What is known of a run beside its findings. */
export interface RunFacts {
  readonly owned: number;
  readonly skipped: readonly Skipped[];
  readonly minor: number;
  /** How many objects were judged. */
  readonly judged: number;
  /** How many objects there are of each kind whose fields nobody knows. */
  readonly unknownKinds: ReadonlyMap<string, number>;
  /** The files whose waivers are followed. */
  readonly waiverFiles: readonly string[];
  /** How many critical findings of each check are waived, wherever that is said. */
  readonly waivedCritical: ReadonlyMap<string, number>;
  /** How many findings are waived in the form of each other tool. */
  readonly waivedByTool: ReadonlyMap<string, number>;
  /** What is counted, and not in the report. */
  readonly untold: readonly Untold[];
}

/** What a reader must know to take the counts for what they are, a line each. */
export function runNotes(facts: RunFacts): string[] {
  const { owned, skipped, minor, judged, unknownKinds } = facts;
  return [
    ...(facts.waiverFiles.length === 0 && facts.waivedCritical.size === 0 ? [] : [waiverNote(facts)]),
    ...(facts.waivedByTool.size === 0 ? [] : [foreignNote(facts.waivedByTool)]),
    ...(facts.untold.length === 0 ? [] : [untoldNote(facts.untold)]),
    ...(unknownKinds.size === 0 ? [] : [unknownNote(unknownKinds)]),
    ...(owned === 0 ? [] : [ownedNote(owned)]),
    ...(skipped.length === 0 ? [] : [`${skippedNote(skipped)}; --all names them`]),
    ...(judged > 0 ? [] : RENDERERS.filter(({ reason }) => skipped.some((one) => one.reason === reason))
      .map(({ command }) => `To judge what is rendered: ${command} | preflight check -`)),
    ...(minor >= OLDEST_MINOR ? [] : [
      `Kubernetes 1.${minor}: removed API versions are judged as of it; fields are known since 1.${OLDEST_MINOR} alone`,
    ]),
  ];
}

/** A file beside manifests of others may waive what its reader would not. */
function waiverNote({ waiverFiles, waivedCritical }: RunFacts): string {
  const files = waiverFiles.map((file) => visible(maskedPath(file)));
  const from = files.length === 0 ? '' : `; waivers are read from ${files.join(', ')} too`;
  const total = [...waivedCritical.values()].reduce((sum, count) => sum + count, 0);
  const ids = [...waivedCritical.keys()].sort();
  const rest = ids.length - MAX_NAMED_CHECKS;
  const shown = ids.slice(0, MAX_NAMED_CHECKS).map((id) => shownText(id));
  const named = [...shown, ...(rest > 0 ? [`${rest} more checks`] : [])];
  return `${total} critical ${total === 1 ? 'finding is' : 'findings are'} waived`
    + `${named.length === 0 ? '' : `, of ${named.join(', ')}`}${from}`;
}

/** What others were told counts here too, which nobody may have thought of. */
function foreignNote(counts: ReadonlyMap<string, number>): string {
  const tools = [...counts].sort(([left], [right]) => (left < right ? -1 : 1));
  const total = tools.reduce((sum, [, count]) => sum + count, 0);
  const each = tools.map(([tool, count]) => `${count} for ${tool}`).join(', ');
  return `${total} ${total === 1 ? 'finding is' : 'findings are'} waived by what other tools are told: ${each}`;
}

/** How many findings are counted beside those that are kept. */
function findingsIn(untold: readonly Untold[]): number {
  return untold.reduce((sum, { findings }) => sum + findings, 0);
}

function untoldNote(untold: readonly Untold[]): string {
  const { size } = new Set(untold.map(({ check }) => check.id));
  const checks = `${size} ${size === 1 ? 'check' : 'checks'} with more than ${MOST_TOLD}`;
  return `${findingsIn(untold)} more findings are counted alone, of ${checks}; --all shows them`;
}

function ownedNote(owned: number): string {
  return owned === 1 ? '1 owned object is judged by its owner' : `${owned} owned objects are judged by their owners`;
}

/** Custom resources of which no schema is here. */
function unknownNote(kinds: ReadonlyMap<string, number>): string {
  const total = [...kinds.values()].reduce((sum, count) => sum + count, 0);
  const named = [...kinds.keys()].slice(0, MAX_NAMED_KINDS).map((kind) => shownText(maskedText(kind))).join(', ');
  const more = kinds.size > MAX_NAMED_KINDS ? ` and ${kinds.size - MAX_NAMED_KINDS} more kinds` : '';
  const objects = total === 1 ? '1 object' : `${total} objects`;
  return `The fields of ${objects} are not judged, as there is no schema: ${named}${more}`;
}

/** How many files were passed by, and why. */
export function skippedNote(skipped: readonly Skipped[]): string {
  const counts = Object.entries(SKIP_REASONS).flatMap(([reason, text]) => {
    const count = skipped.filter((one) => one.reason === reason).length;
    return count === 0 ? [] : [`${count} ${text}`];
  });
  return `Skipped ${skipped.length} ${skipped.length === 1 ? 'file' : 'files'}: ${counts.join(', ')}`;
}
