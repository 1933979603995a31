import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { IMAGE, only, render, stage } from './render';
import { Manifest } from './schemas';
import { PlatformProps, StatefulService, StatefulServiceProps, VolumeClaim } from '../../src';

/** The props of the smallest call. */
export const STORE: StatefulServiceProps = {
  image: IMAGE,
  ports: [{ name: 'redis', containerPort: 6379 }],
  claims: [{ mountPath: '/data', size: Size.gibibytes(10) }],
};

export type StoreProps = Partial<StatefulServiceProps>;

/** A StatefulService called `store`, in a scope of the test's own. */
export function addStore(scope: Construct, props: StoreProps = {}): StatefulService {
  return new StatefulService(scope, 'store', { ...STORE, ...props });
}

/** The same in a stage of its own, `shop/store`. */
export function makeStore(props: StoreProps = {}, platform?: PlatformProps): StatefulService {
  return addStore(stage(platform).chart, props);
}

/** What it writes. */
export function storeManifests(props: StoreProps = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => { addStore(chart, props); }, platform);
}

/** What it writes once more was asked of it. */
export function changedStore(by: (store: StatefulService) => void, platform?: PlatformProps): Manifest[] {
  return render((chart) => by(addStore(chart)), platform);
}

/** One claim, otherwise than that of the smallest call. */
export function claim(changes: Partial<VolumeClaim>): VolumeClaim {
  return { ...STORE.claims[0], ...changes };
}

/** `spec` of the StatefulSet. */
export function setSpec(found: Manifest[]): Manifest {
  return only(found, 'StatefulSet').spec;
}

/** `spec` of its pods. */
export function podSpecOf(found: Manifest[]): Manifest {
  return setSpec(found).template.spec;
}
