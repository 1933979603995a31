import { AlertThresholds } from './alert-thresholds';
import { AlertRule, RecordingRule } from '../alert-rules';

/** An alert, of which the group says where its runbook is. */
export type EssentialAlert = Omit<AlertRule, 'runbook' | 'dashboard' | 'labels'>;

/** Alerts of one subject, which are left out together where there is nothing to be seen of it. */
export interface EssentialGroup {
  /** Also the end of the group's name in the rule file. */
  readonly name: string;
  /** The page of the runbooks, without its extension. */
  readonly page: string;
  /** Whether those who run the control plane of a managed cluster are the only ones to see it. */
  readonly ofOwnControlPlane?: true;
  readonly rules: readonly (EssentialAlert | RecordingRule | TunedAlert)[];
}

/** An alert whose threshold people differ about. */
export type TunedAlert = (thresholds: Required<AlertThresholds>) => EssentialAlert;

/** PromQL over several lines, without the indentation of the code around it. */
export function expression(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const text = String.raw({ raw: strings.raw }, ...values).replace(/^\n/, '');
  const depth = text.length - text.trimStart().length;
  return text.split('\n').map((line) => line.slice(depth)).join('\n');
}
