/**
 * What cdk8s-cli hands to a validation plugin, as far as one of ours asks for it: its own types would make it a
 * dependency of everybody.
 *
 * @see https://github.com/cdk8s-team/cdk8s-cli/blob/2.x/src/plugins/validation.ts
 */
export interface ValidationContext {
  /** Paths of the files that were synthesized. */
  readonly manifests: readonly string[];
  readonly report: ValidationReport;
}

/** What a plugin says; it is printed when all plugins have spoken. */
export interface ValidationReport {
  addViolation(violation: ValidationViolation): void;
  submit(status: 'success' | 'failure', metadata: Readonly<Record<string, string>>): void;
}

/** A rule, and what violates it. */
export interface ValidationViolation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly ViolatingResource[];
}

/** An object that violates a rule. */
export interface ViolatingResource {
  /** By its name, cdk8s-cli finds the construct that made it. */
  readonly resourceName: string;
  /** Where in it, and what is found there. */
  readonly locations: readonly string[];
  readonly manifestPath: string;
}
