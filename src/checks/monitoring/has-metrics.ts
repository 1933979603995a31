import { SCRAPE_ANNOTATION } from '../../internal/naming/labels';
import { someMonitorsOf } from '../facts/monitoring/monitors';
import { servicesSendingTo } from '../facts/network/incoming-traffic';
import { oncePerList } from '../facts/once-per-list';
import { runsToCompletion } from '../facts/pods/run-to-completion';
import { namesOf, SHOWN_NAMES } from '../facts/pods/selected-owners';
import { ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';

/** Prometheus finds what runs. */
export const HAS_METRICS: ICheck = {
  id: 'has-metrics',
  title: 'Prometheus finds the pods',
  box: 'metrics',
  severity: Severity.ADVICE,
  why: 'What is not measured fails without an alarm, and nobody can tell afterwards since when.',
  remedy: {
    manifest: 'Add a ServiceMonitor or PodMonitor that selects it, or the annotation prometheus.io/scrape: "true".',
    construct: 'metrics: Metrics.at({ path: \'/metrics\' })',
  },
  references: [
    'https://prometheus-operator.dev/docs/developer/getting-started/',
    'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config',
  ],
  appliesTo: ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'argoproj.io/Rollout'],
  evaluate: (manifest, cluster) => {
    if (manifest.pods.length === 0 || manifest.pods.some((pod) => runsToCompletion(manifest, pod))) return [];
    const monitors = someMonitorsOf(manifest, cluster);
    if (monitors.length > 0) {
      const others = monitors.length > SHOWN_NAMES ? ' and others' : '';
      return [{ passed: true, message: `is found by ${namesOf(monitors)}${others}` }];
    }
    const annotated = manifest.pods.some(isAnnotated)
      || servicesSendingTo(manifest, cluster).some((services) => areAnnotated(services, cluster));
    const message = annotated ? 'is found by its annotations' : 'is found by no Prometheus';
    return [{ passed: annotated, message, path: `${manifest.pods[0].path}.metadata.annotations` }];
  },
};

const areAnnotated = oncePerList((services: readonly Manifest[]) => services.some(isAnnotated));

function isAnnotated({ annotations }: Pick<Manifest, 'annotations'>): boolean {
  return [true, 'true'].includes(annotations[SCRAPE_ANNOTATION]);
}
