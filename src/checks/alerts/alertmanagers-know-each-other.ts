import { commandLine, flagOf } from '../facts/monitoring/prometheus/prometheus-programs';
import { desiredReplicas } from '../facts/scaling/replica-range';
import { Finding, ICheck } from '../model/check';
import { PodContainer } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

const ALERTMANAGER = /(?:^|\/)alertmanager(?:[:@]|$)/;
const PEER = 'cluster.peer';

/** Several Alertmanagers tell each alert once. */
export const ALERTMANAGERS_KNOW_EACH_OTHER: ICheck = {
  id: 'alertmanagers-know-each-other',
  title: 'Alertmanagers know each other',
  box: 'alerts',
  severity: Severity.WARNING,
  why: 'Alertmanagers that do not know each other each tell of every alert, and a silence holds in one of them alone: '
    + 'people are woken three times, and by what they silenced.',
  remedy: {
    manifest: 'args: [--cluster.peer=alertmanager-0.alertmanager:9094, ...], one for each of them',
    construct: 'Alertmanager, which names every member',
  },
  references: ['https://prometheus.io/docs/alerting/latest/high_availability/'],
  appliesTo: ['apps/StatefulSet', 'apps/Deployment'],
  evaluate: (manifest, cluster) => {
    const containers = manifest.pods.flatMap((pod) => pod.containers).filter(isAlertmanager);
    if (containers.length === 0) return [];
    const { max } = desiredReplicas(manifest, cluster);
    return max < 2 ? [] : containers.map((container) => judge(container, max));
  },
};

function judge(container: PodContainer, replicas: number): Finding {
  const passed = flagOf(PEER, container) !== undefined;
  const message = passed ? 'names its peers' : `is one of ${replicas} Alertmanagers, and names no peer`;
  return { passed, container: container.name, path: `${container.path}.args`, message, expected: `--${PEER}` };
}

/** A script of its own may say anything; amtool asks, and is no member. */
function isAlertmanager({ content }: PodContainer): boolean {
  return ALERTMANAGER.test(textOf(content.image)) && !/\bamtool\b/.test(commandLine(content));
}
