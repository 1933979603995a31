import { ValidationContext } from './validation-context';
import { inPlugin, judgedOptions, ReadinessValidationProps } from './validation-properties';
import { violationsIn } from './violations';
import { Severity } from '../../checks/model/severity';
import { visibleLines } from '../../internal/values/visible-text';
import { Report } from '../../report/report';
import { exitCode, VERDICTS } from '../check/command';
import { judgePaths, JudgedPaths } from '../check/judge-paths';

/**
 * A validation plugin of cdk8s-cli, which `validations` of `cdk8s.yaml` names: judges what was synthesized by the
 * readiness checklist.
 *
 * It is among the names of the package for JavaScript alone, as cdk8s-cli looks for it there whatever language an app
 * is written in.
 */
export class ReadinessValidation {
  private readonly failOn: Severity;
  private readonly options: Omit<JudgedPaths, 'paths'>;

  /** Takes the `properties` of `cdk8s.yaml`, and refuses those that nothing has. */
  constructor(properties: ReadinessValidationProps = {}) {
    this.options = judgedOptions(properties);
    this.failOn = properties.failOn ?? Severity.CRITICAL;
  }

  /** Judges the files of a context, and tells its report. */
  public async validate({ manifests, report }: ValidationContext): Promise<void> {
    const judged = inPlugin(() => judgePaths({ ...this.options, paths: manifests }));
    const code = exitCode(judged, this.failOn);
    for (const violation of violationsIn(judged)) report.addViolation(violation);
    report.submit(code === 0 ? 'success' : 'failure', this.summaryOf(judged, VERDICTS[code]));
  }

  private summaryOf({ manifests, total, notes }: Report, verdict: string): Record<string, string> {
    const { passed, failed, waived, error } = total;
    return {
      'Verdict': verdict,
      'Fails from': this.failOn,
      'Objects': String(manifests.length),
      'Findings': `${passed} passed, ${failed} failed, ${waived} waived, ${error} could not be judged`,
      ...(notes.length === 0 ? {} : { Notes: visibleLines(notes.join('\n')) }),
    };
  }
}
