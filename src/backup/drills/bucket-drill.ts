import { DrillMaker } from './drill-parts';
import { RehearsedBackup } from './rehearsed-backup';
import { stepFiles } from '../../pods/jobs/step-volumes';
import { makeContext } from '../../pods/make-context';
import { demandOf } from '../backup-plan';
import { RehearsalOptions } from '../backup-props';
import { planRehearsal } from '../backup-schedule';
import { bucketPolicy } from '../store/bucket-policy';
import { bucketOf } from '../store/bucket-steps';

/** A drill that restores from the bucket alone, into folders that go with its pod. */
export function bucketDrill(backup: RehearsedBackup, options: RehearsalOptions): DrillMaker {
  const { name, image, plan, path, props, scripts } = backup;
  const { destination } = props;
  return (scope) => {
    const rehearsal = planRehearsal(scope, options, plan.objective);
    const context = makeContext(scope, { name: `${name}-drill`, image, component: 'restore-drill' });
    const bucket = bucketOf(context, props, path);
    const files = stepFiles(context, { ...scripts, ...backup.files });
    return {
      context,
      target: name,
      rehearsal,
      runbook: plan.runbook,
      networkPolicy: bucketPolicy(context, destination).policy,
      pod: {
        steps: backup.steps(context, bucket, files),
        files,
        scripts: Object.keys(scripts),
        size: plan.size,
        demand: demandOf(context, props, plan.size),
        accountAnnotations: destination._accountAnnotations,
        podLabels: destination._podLabels,
      },
    };
  };
}
