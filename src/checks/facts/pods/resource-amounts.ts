import { ContainerVerdict, judgeContainers, isEphemeral } from './containers';
import { ICheck } from '../../model/check';
import { PodContainer, PodTemplate } from '../../model/manifest-pods';
import { mapOf } from '../../model/values/plain-data';
import { quantityOf } from '../../model/values/quantity-of';
import { textOf } from '../../model/values/text-of';

/** Resources of whole pods are served without a feature gate since this minor. */
const POD_RESOURCES_MINOR = 34;

const EXAMPLES = {
  'cpu': 'a quantity such as 500m',
  'memory': 'a quantity such as 256Mi',
  'ephemeral-storage': 'a quantity such as 128Mi',
};

/** One line of `resources`. */
export interface AmountField {
  readonly list: 'requests' | 'limits';
  readonly resource: 'cpu' | 'memory' | 'ephemeral-storage';
}

/** What a container asks for or may use; undefined where nothing is written. */
export function amountOf({ content }: PodContainer, { list, resource }: AmountField): unknown {
  return mapOf(mapOf(content.resources)[list])[resource] ?? undefined;
}

/**
 * Judges whether each container has an amount.
 *
 * The API server takes a limit for the request where there is none. What a LimitRange would fill in does not count: it
 * was chosen for no container in particular.
 */
export function evaluateAmount(field: AmountField): ICheck['evaluate'] {
  return ({ pods }, { minor }) => judgeContainers(pods, (container, pod) => (
    isEphemeral(container) ? undefined : judgeAmount(field, container, minor < POD_RESOURCES_MINOR ? undefined : pod)
  ));
}

function judgeAmount(field: AmountField, container: PodContainer, pod: PodTemplate | undefined): ContainerVerdict {
  const { list, resource } = field;
  const noun = `${resource === 'cpu' ? 'CPU' : resource} ${list === 'limits' ? 'limit' : 'request'}`;
  const place = { path: `${container.path}.resources.${list}.${resource}`, expected: EXAMPLES[resource] };
  const actual = writtenAmount(field, container, pod);
  if (actual === undefined) return { ...place, passed: false, message: `has no ${noun}` };
  const amount = quantityOf(actual);
  if (amount === undefined) return { ...place, passed: false, message: `has a ${noun} that is no quantity`, actual };
  return { ...place, passed: amount > 0n, message: `has a ${noun} of ${textOf(actual)}`, actual };
}

function writtenAmount(field: AmountField, container: PodContainer, pod: PodTemplate | undefined): unknown {
  const own = amountOf(container, field);
  if (own !== undefined) return own;
  const limit = field.list === 'requests' ? amountOf(container, { ...field, list: 'limits' }) : undefined;
  return limit ?? mapOf(mapOf(pod?.spec.resources)[field.list])[field.resource] ?? undefined;
}
