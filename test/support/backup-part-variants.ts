import { Chart, Duration } from 'cdk8s';
import { ACCESS, addEtcd, addPostgres } from './backups';
import type { Built, PartVariants } from './part-variants';
import { render } from './render';
import { openNamespace } from './smallest-calls';
import { addStore } from './stores';
import { BackupDestination, PostgresServer, RecoveryObjective, RecoveryPlan } from '../../src';

const STEPS = 'CronJob spec.jobTemplate.spec.template.spec';

/** Where backups go, whose they are, and what is promised. */
export const BACKUP_PART_VARIANTS: readonly PartVariants[] = [
  {
    part: 'BackupDestination',
    variants: {
      s3: backedUp(BackupDestination.s3('acme-backups', { region: 'eu-west-1' })),
      gcs: backedUp(BackupDestination.gcs('acme-backups')),
      azureBlob: backedUp(BackupDestination.azureBlob('backups', { account: 'acmebackups' })),
    },
    point: [`${STEPS}.initContainers[0].env`, `${STEPS}.containers[0].env`],
  },
  {
    part: 'PostgresServer',
    variants: {
      at: () => render((chart) => { addPostgres(chart, { server: PostgresServer.at('db.example.com', ACCESS) }); }),
      of: () => render((chart) => {
        const server = PostgresServer.of(addStore(new Chart(chart, 'data', { namespace: 'data' })), ACCESS);
        addPostgres(chart, { server });
      }).filter(({ metadata }) => metadata.namespace === 'shop'),
    },
    point: [`${STEPS}.initContainers[2].env`, `${STEPS}.initContainers[3].env`, 'NetworkPolicy spec.egress'],
  },
  {
    part: 'RecoveryObjective',
    variants: {
      hot: recovered(RecoveryObjective.hot()),
      warm: recovered(RecoveryObjective.warm()),
      cold: recovered(RecoveryObjective.cold()),
      of: recovered(RecoveryObjective.of({ pointObjective: Duration.hours(1), timeObjective: Duration.hours(2) })),
    },
    point: ['ConfigMap data'],
  },
];

function backedUp(destination: BackupDestination): Built {
  return () => render((chart) => { addEtcd(openNamespace(chart, 'etcd'), { destination }); });
}

function recovered(recoveryObjective: RecoveryObjective): Built {
  return () => render((chart) => {
    const [pointObjective, timeObjective] = [Duration.seconds(1), Duration.minutes(1)];
    const page = 'https://wiki.example.com/restore';
    new RecoveryPlan(chart, 'recovery', {
      savedElsewhere: [{ construct: addStore(chart), by: 'the operator', pointObjective, timeObjective, page }],
    });
  }, { recoveryObjective });
}
