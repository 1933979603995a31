import { IMAGE, only, render, stage } from './render';
import { Manifest } from './schemas';
import { PlatformProps, ProductionService, ProductionServiceProps } from '../../src';

/** An image of another program than the main container's. */
export const OTHER_IMAGE = 'ghcr.io/acme/helper:2.0.0';

/** What every container of ours has, beside the main one. */
export const SMALL_AND_HARDENED = {
  imagePullPolicy: 'Always',
  resources: {
    requests: { 'cpu': '50m', 'memory': '64Mi', 'ephemeral-storage': '64Mi' },
    limits: { 'cpu': '250m', 'memory': '64Mi', 'ephemeral-storage': '128Mi' },
  },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
  },
};

/** What a test does to a service, and with what. */
export interface ApiCase {
  readonly props?: Partial<ProductionServiceProps>;
  readonly platform?: PlatformProps;
}

/** A service called `api` in a stage of its own, `shop/api`. */
export function makeApi({ props, platform }: ApiCase = {}): ProductionService {
  return new ProductionService(stage(platform).chart, 'api', { image: IMAGE, ...props });
}

/** What it writes once something was asked of it. */
export function changedApi(by: (api: ProductionService) => void, { props, platform }: ApiCase = {}): Manifest[] {
  return render((chart) => by(new ProductionService(chart, 'api', { image: IMAGE, ...props })), platform);
}

/** `spec` of its pods then. */
export function changedPod(by: (api: ProductionService) => void, given: ApiCase = {}): Manifest {
  return only(changedApi(by, given), 'Deployment').spec.template.spec;
}

/** The container of a pod that has this name, wherever it is. */
export function containerNamed({ containers, initContainers = [] }: Manifest, name: string): Manifest {
  const found = [...containers, ...initContainers].filter((container: Manifest) => container.name === name);
  if (found.length !== 1) throw new Error(`expected one container ${name}, found ${found.length}`);
  return found[0];
}
