import { AcceptedFinding, ACCEPTED_FINDINGS } from '../accepted-findings';

/** One thing that a tool says against an object. */
export interface Finding {
  readonly tool: string;
  readonly rule: string;
  readonly severity: string;
  readonly kind: string;
  readonly name: string;
  readonly says: string;
}

/** What is left of the findings of a case when those that are accepted are taken away. */
export interface JudgedFindings {
  readonly unlisted: readonly string[];
  /** Places in the list of those that are accepted. */
  readonly accepted: readonly number[];
}

/** Compares the findings of a case with the list. */
export function judgeFindings(caseName: string, findings: readonly Finding[]): JudgedFindings {
  const accepted: number[] = [];
  const unlisted = findings.filter((finding) => {
    const places = ACCEPTED_FINDINGS.flatMap((entry, index) => (covers(entry, finding, caseName) ? [index] : []));
    accepted.push(...places);
    return places.length === 0;
  });
  return { accepted, unlisted: unlisted.map(describeFinding) };
}

function describeFinding({ severity, rule, kind, name, says }: Finding): string {
  return `${severity}: ${rule} of ${kind} ${name}: ${says}`;
}

function covers(entry: AcceptedFinding, finding: Finding, caseName: string): boolean {
  const { tool, rule, kind, name, says } = finding;
  return entry.tool === tool && entry.rule === rule && entry.kind === kind && entry.says === says
    && (entry.name ?? name) === name && (entry.case ?? caseName) === caseName;
}
