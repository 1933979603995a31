import { flagOf, Server, ServerStart, serverStart } from '../facts/monitoring/prometheus/server-start';
import { isAlertmanagerImage } from '../facts/monitoring/prometheus-images';
import { desiredReplicas } from '../facts/scaling/replica-range';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { PodContainer } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

const SERVER: Server = { program: 'alertmanager', tool: 'amtool' };
const PEER = 'cluster.peer';
/** Empty, it makes an Alertmanager stay by itself. */
const ADDRESS = 'cluster.listen-address';

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
    const members = membersOf(manifest, cluster);
    if (members.length === 0) return [];
    const { max } = desiredReplicas(manifest, cluster);
    return max < 2 ? [] : members.map((member) => judge(member, max));
  },
};

interface Member {
  readonly container: PodContainer;
  readonly start: ServerStart;
}

/** A script that is not here may name any peer. */
function membersOf(owner: Manifest, cluster: Cluster): Member[] {
  return owner.pods.flatMap((pod) => pod.containers.flatMap((container) => {
    if (!isAlertmanagerImage(textOf(container.content.image))) return [];
    const start = serverStart(SERVER, container, { owner, pod, cluster });
    return start?.isRead === true ? [{ container, start }] : [];
  }));
}

function judge({ container, start }: Member, replicas: number): Finding {
  const place = { container: container.name, path: `${container.path}.args` };
  if (flagOf(ADDRESS, start) === '') {
    const message = `is one of ${replicas} Alertmanagers, and hears no peer`;
    return { passed: false, ...place, message, expected: `--${ADDRESS}` };
  }
  const passed = flagOf(PEER, start) !== undefined;
  const message = passed ? 'names its peers' : `is one of ${replicas} Alertmanagers, and names no peer`;
  return { passed, ...place, message, expected: `--${PEER}` };
}
