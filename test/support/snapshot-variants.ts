import { Chart } from 'cdk8s';
import type { Built, PartVariants } from './part-variants';
import { render } from './render';
import { addStore } from './stores';
import { ClaimSelector, KubernetesApi, VolumeSnapshots } from '../../src';

/** The ways in which claims are chosen of which snapshots are taken. */
export const SNAPSHOT_VARIANTS: readonly PartVariants[] = [
  {
    part: 'ClaimSelector',
    variants: {
      ofService: snapshots((chart) => ClaimSelector.ofService(addStore(chart))),
      withLabels: snapshots((chart) => {
        addStore(chart);
        return ClaimSelector.withLabels({ app: 'postgres' });
      }),
    },
    point: ['CronJob spec.jobTemplate.spec.template.spec.containers[0].env[2].value'],
  },
];

function snapshots(claimsOf: (chart: Chart) => ClaimSelector): Built {
  const kubernetesApi = KubernetesApi.at({ cidrs: ['10.0.0.0/28'] });
  return () => render((chart) => {
    new VolumeSnapshots(chart, 'nightly', { claims: claimsOf(chart) });
  }, { kubernetesApi });
}
