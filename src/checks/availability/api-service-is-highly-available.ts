import { API_SERVICE_KIND, calledServices } from '../facts/network/called-services';
import { judgeAnsweringPods } from '../facts/scaling/answering-pods';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** An API that pods serve is there while one of them is away. */
export const API_SERVICE_IS_HIGHLY_AVAILABLE: ICheck = {
  id: 'api-service-is-highly-available',
  title: 'APIs that pods serve have several of them',
  box: 'replicas',
  severity: Severity.WARNING,
  why: 'While nobody serves an API, discovery fails: namespaces stay in Terminating, garbage collection stops, and '
    + 'autoscalers that take their metrics from there stand still.',
  remedy: { manifest: 'Run two replicas or more of what the Service of the APIService sends to.' },
  references: ['https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/'],
  appliesTo: [API_SERVICE_KIND],
  evaluate: (manifest, cluster) => judgeAnsweringPods(calledServices(manifest), cluster),
};
