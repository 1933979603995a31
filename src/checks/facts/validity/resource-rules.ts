import { problem, where } from './problems';
import { Nanos, NANOS_PER_UNIT, parseQuantity } from '../../../internal/values/quantity';
import { Finding } from '../../model/check';
import { Manifest } from '../../model/manifest';
import { mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { quantityOf } from '../../model/values/quantity-of';
import { textOf } from '../../model/values/text-of';

/** Of these a pod may use more than it asks for. */
const OVERCOMMITTED = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** What containers may ask for beside huge pages and what has a domain. */
const OF_CONTAINERS = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;
/** What a quota counts one by one. */
const COUNTED = /^(count\/.+|services\..+|configmaps|persistentvolumeclaims|pods|replicationcontrollers|resourcequotas|secrets|services)$/;
const ANY = /./;
const OF_CLAIMS = /^(storage|cpu|memory|ephemeral-storage|hugepages-.+)$/;
const OF_QUOTAS = new RegExp(
  `^(${[
    '(requests\\.|limits\\.)?(cpu|memory|ephemeral-storage)',
    'requests\\.storage',
    'pods',
    'resourcequotas',
    'services',
    'replicationcontrollers',
    'secrets',
    'persistentvolumeclaims',
    'configmaps',
    'services\\.(nodeports|loadbalancers)',
    'requests\\.hugepages-.+',
    'hugepages-.+',
  ].join('|')})$`,
);

/** What is asked for and what may be used, of containers, pods and claims. */
export function resourceProblems(manifest: Manifest): Finding[] {
  const { pods, spec, groupKind } = manifest;
  const ofPods = pods.flatMap(({ containers, spec: podSpec, specPath }) => [
    ...containers.flatMap(({ content, path, name }) =>
      requirementProblems(mapOf(content.resources), `${path}.resources`).map((finding) => ({
        ...finding,
        container: name,
      })),
    ),
    ...requirementProblems(mapOf(podSpec.resources), `${specPath}.resources`),
  ]);
  return [...ofPods, ...(Object.hasOwn(OF_KIND, groupKind) ? OF_KIND[groupKind](spec) : [])];
}

const OF_KIND: Readonly<Record<string, (spec: PlainMap) => Finding[]>> = {
  'PersistentVolumeClaim': (spec) => claimProblems(spec, 'spec'),
  'apps/StatefulSet': (spec) =>
    mapsIn(spec.volumeClaimTemplates).flatMap(({ item, index }) =>
      claimProblems(mapOf(item.spec), `spec.volumeClaimTemplates[${index}].spec`),
    ),
  'PersistentVolume': (spec) => positive(mapOf(spec.capacity), 'spec.capacity'),
  'ResourceQuota': (spec) => [
    ...notNegative(mapOf(spec.hard), 'spec.hard'),
    ...unknownResources(mapOf(spec.hard), 'spec.hard', OF_QUOTAS),
  ],
  'LimitRange': (spec) =>
    mapsIn(spec.limits).flatMap(({ item, index }) => limitProblems(item, `spec.limits[${index}]`)),
};

function requirementProblems({ requests, limits }: PlainMap, path: string): Finding[] {
  const asked = mapOf(requests);
  const allowed = mapOf(limits);
  return [
    ...['requests', 'limits'].flatMap((field, index) => [
      ...notNegative([asked, allowed][index], `${path}.${field}`),
      ...unknownResources([asked, allowed][index], `${path}.${field}`, OF_CONTAINERS),
    ]),
    ...Object.keys(asked).flatMap((resource) => requestProblems({ resource, path, asked, allowed })),
  ];
}

interface Requirement {
  readonly resource: string;
  readonly path: string;
  readonly asked: PlainMap;
  readonly allowed: PlainMap;
}

function requestProblems({ resource, path, asked, allowed }: Requirement): Finding[] {
  const request = quantityOf(asked[resource]);
  const limit = quantityOf(allowed[resource]);
  const place = member(`${path}.requests`, resource);
  if (request === undefined) return [];
  if (limit === undefined) {
    if (isOvercommitted(resource) || Object.hasOwn(allowed, resource)) return [];
    return [
      problem(place, `asks for ${resource} without a limit of it, which has to be the same`, asked[resource]),
    ];
  }
  const both = `asks for ${textOf(asked[resource])} of ${resource}`;
  if (request > limit) {return [problem(place, `${both}, and may use ${textOf(allowed[resource])}`, asked[resource])];}
  if (request === limit || isOvercommitted(resource)) return [];
  return [
    problem(place, `${both}, and its limit of ${textOf(allowed[resource])} has to be the same`, asked[resource]),
  ];
}

/** Resources without a domain and those of Kubernetes itself, huge pages apart. */
function isOvercommitted(resource: string): boolean {
  return OVERCOMMITTED.has(resource) || (isNative(resource) && !resource.startsWith('hugepages-'));
}

function isNative(resource: string): boolean {
  return !resource.includes('/') || resource.includes('kubernetes.io/');
}

function claimProblems({ resources }: PlainMap, path: string): Finding[] {
  return positive(mapOf(mapOf(resources).requests), `${path}.resources.requests`);
}

function positive(amounts: PlainMap, path: string): Finding[] {
  const amount = quantityOf(amounts.storage);
  if (amount === undefined || amount > 0n) return [];
  return [
    problem(
      `${path}.storage`,
      `has ${textOf(amounts.storage)} of storage, and needs more than nothing`,
      amounts.storage,
    ),
  ];
}

function notNegative(amounts: PlainMap, path: string): Finding[] {
  return Object.entries(amounts).flatMap(([resource, value]) => {
    const amount = parseQuantity(textOf(value));
    if (amount === undefined) return [];
    const what = `has ${textOf(value)} of ${resource}`;
    const fault = amount < 0n ? 'is less than nothing' : 'is counted in whole numbers';
    const isRefused = amount < 0n || !isWhole(resource, amount);
    return where(isRefused, problem(member(path, resource), `${what}, which ${fault}`, value));
  });
}

/** What has no domain is one of Kubernetes' own. */
function unknownResources(amounts: PlainMap, path: string, known: RegExp): Finding[] {
  return Object.keys(amounts)
    .filter((resource) => !resource.includes('/') && !known.test(resource))
    .map((resource) =>
      problem(
        member(path, resource),
        `names ${resource}, and there is no such resource; those of others have a domain`,
        resource,
      ),
    );
}

/** What has a domain is a device, or something like it. */
function isWhole(resource: string, amount: Nanos): boolean {
  const isDevice = resource.includes('/') && !/^(requests|limits)\.|kubernetes\.io\//.test(resource);
  return amount % NANOS_PER_UNIT === 0n || !(isDevice || COUNTED.test(resource));
}

/** `min`, `defaultRequest`, `default` and `max` rise, and no default of pods is there. */
function limitProblems(item: PlainMap, path: string): Finding[] {
  const order = ['min', 'defaultRequest', 'default', 'max'];
  const type = textOf(item.type);
  const known = type === 'PersistentVolumeClaim' ? OF_CLAIMS : type.includes('/') ? ANY : OF_CONTAINERS;
  const amounts = order.map((field) => mapOf(item[field]));
  const resources = new Set(amounts.flatMap((one) => Object.keys(one)));
  return [
    ...order.flatMap((field, index) => [
      ...notNegative(amounts[index], `${path}.${field}`),
      ...unknownResources(amounts[index], `${path}.${field}`, known),
    ]),
    ...[...resources].flatMap((resource) => orderProblems(resource, order, { path, amounts })),
  ];
}

function orderProblems(
  resource: string,
  order: readonly string[],
  { path, amounts }: { path: string; amounts: readonly PlainMap[] },
): Finding[] {
  const known = order.flatMap((field, index) => {
    const amount = quantityOf(amounts[index][resource]);
    return amount === undefined ? [] : [{ field, amount, written: amounts[index][resource] as unknown }];
  });
  return known.slice(1).flatMap(({ field, amount, written }, index) => {
    const below = known[index];
    if (amount >= below.amount) return [];
    const message = `has a ${field} of ${textOf(written)} for ${resource}, `
      + `below its ${below.field} of ${textOf(below.written)}`;
    return [problem(member(`${path}.${field}`, resource), message, written)];
  });
}

function member(path: string, name: string): string {
  return /[./]/.test(name) ? `${path}[${name}]` : `${path}.${name}`;
}
