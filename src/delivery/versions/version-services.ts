import { ApiObject } from 'cdk8s';
import { Service } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checkField } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { INSTANCE_LABEL, VERSION_LABEL } from '../../internal/naming/labels';
import { checkPorts } from '../../pods/identity/kept-service';
import { createService } from '../../workloads/service';
import { Workload } from '../../workloads/workload';

/** What has pods that a Service leads to. */
interface Versioned {
  readonly _workload: Pick<Workload, 'callablePorts' | 'context'>;
}

/** A Service, and which pods it leads to. */
export interface VersionService {
  readonly id: string;
  readonly name: string;
  readonly selector: Record<string, string>;
}

/** A Service in front of versions; it is the service's, and says nothing of a version. */
export function versionService(scope: Construct, of: Versioned, { id, name, selector }: VersionService): Service {
  const context = serviceContext(scope, of, name);
  const service = createService({ ...context, selector }, of._workload.callablePorts, id);
  Overlay.of(ApiObject.of(service)).require((document) => {
    const remedy = 'give the service other props instead';
    const kept = [
      { path: ['metadata', 'name'], value: name, reason: 'callers and routes find it by that' },
      { path: ['metadata', 'namespace'], value: context.namespace, reason: 'callers and routes find it there' },
      { path: ['metadata', 'labels', INSTANCE_LABEL], value: name, reason: 'monitors select it by that' },
      { path: ['spec', 'selector'], value: selector, reason: 'it leads to those pods alone' },
    ];
    kept.forEach((field) => checkField(scope, document, { ...field, remedy }));
    checkPorts(scope, document, of._workload.callablePorts);
  });
  return service;
}

/** What a Service and its monitor share. */
export function serviceContext(scope: Construct, of: Versioned, name: string): WorkloadContext {
  const { context } = of._workload;
  const { [VERSION_LABEL]: _, ...labels } = context.labels;
  return {
    ...context, scope, name, labels: { ...labels, [INSTANCE_LABEL]: name }, selector: { [INSTANCE_LABEL]: name },
  };
}
