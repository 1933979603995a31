import { AlertThresholds } from './alert-thresholds';
import { EssentialAlert, EssentialGroup } from './essential-group';
import { JobSelectors, withJobs } from './job-selectors';
import { AlertRule, RecordingRule, RuleGroup } from '../alert-rules';
import { withRunbook } from '../alert-texts';

/** What the groups of a cluster have in common. */
export interface EssentialChoice {
  readonly thresholds: Required<AlertThresholds>;
  readonly jobs: JobSelectors;
  /** Groups and alerts that are not written. */
  readonly omitted: ReadonlySet<string>;
  /** The folder of the runbooks. */
  readonly runbooks: string;
  /** Addresses, by group. */
  readonly dashboards: Readonly<Record<string, string>>;
}

/** The groups as they are written, without those of which nothing is left. */
export function essentialRules(groups: readonly EssentialGroup[], choice: EssentialChoice): RuleGroup[] {
  return groups.filter(({ name }) => !choice.omitted.has(name))
    .map((group) => ({ name: `essential-${group.name}`, rules: rulesOf(group, choice) }))
    .filter(({ rules }) => rules.some((rule) => 'alert' in rule));
}

/** The names of the alerts of a group. */
export function alertNamesOf(group: EssentialGroup, thresholds: Required<AlertThresholds>): string[] {
  return filledIn(group, thresholds).flatMap((rule) => 'alert' in rule ? [rule.alert] : []);
}

function rulesOf(group: EssentialGroup, choice: EssentialChoice): (AlertRule | RecordingRule)[] {
  const { thresholds, jobs, omitted, runbooks, dashboards } = choice;
  const rules = filledIn(group, thresholds).map((rule) => withJobs(rule, jobs));
  return rules.flatMap((rule): (AlertRule | RecordingRule)[] => {
    if ('record' in rule) return [rule];
    if (omitted.has(rule.alert)) return [];
    const dashboard = dashboards[group.name];
    return withRunbook([{ ...rule, dashboard }], `${runbooks}/${group.page}.md`);
  });
}

function filledIn(
  { rules }: EssentialGroup,
  thresholds: Required<AlertThresholds>,
): (EssentialAlert | RecordingRule)[] {
  return rules.map((rule) => typeof rule === 'function' ? rule(thresholds) : rule);
}
