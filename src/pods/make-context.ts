import { Construct } from 'constructs';
import { PulledImage } from './containers/pulled-image';
import { versionLabel } from './version-label';
import { fail } from '../internal/fail';
import { Externals } from '../internal/manifest/external-names';
import { Waivers } from '../internal/manifest/waiver-annotations';
import { WorkloadContext } from '../internal/manifest/workload-context';
import { selectorLabels, workloadLabels } from '../internal/naming/labels';
import { isServiceName } from '../internal/naming/names';
import { namespaceOf } from '../internal/tree/namespace-lookup';
import { Platform } from '../platform/platform';

/** What a workload is called and made of. */
export interface ContextProps {
  readonly name: string;
  /** What it is a version of, where there are several beside each other. */
  readonly application?: string;
  /** Its tag becomes the version. */
  readonly image: PulledImage;
  /** The value of `app.kubernetes.io/component`. */
  readonly component: string;
}

/** Names, labels and selector, the same for every object of the workload. */
export function makeContext(scope: Construct, props: ContextProps): WorkloadContext {
  const { name, application, image, component } = props;
  if (!isServiceName(name)) {
    fail(scope, {
      prop: 'name',
      must: 'be a DNS-1035 label (lower-case letters, digits and -, a letter first, at most 63), as Services need',
      got: name,
      remedy: 'change the id, or give a name',
    });
  }
  const namespace = namespaceOf(scope);
  const version = versionLabel(image.tag);
  const labels = workloadLabels({ name, application, version, component, partOf: namespace });
  return {
    scope,
    name,
    namespace,
    labels: { ...labels, ...Platform.of(scope)._labels() },
    selector: selectorLabels(name),
    waivers: new Waivers(scope),
    externals: new Externals(scope, namespace),
  };
}
