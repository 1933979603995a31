import { isConstruct, isPlainObject } from '../values/shown-value';

// SizeRoundingBehavior.NONE of cdk8s, which is not loaded here.
const ROUNDING_NONE = 2;

/** A class or interface of another package, as far as we need it. */
export interface ForeignClass {
  /** Whatever copy of its package it comes from. */
  readonly isOne: (value: object) => boolean;
  /** Completes "must be". */
  readonly noun: string;
  readonly remedy: string;
}

/**
 * What is taken of the peers.
 *
 * A program may have several copies of a package, so nothing is asked for its class, but for what we do with it. And
 * none of them is loaded here: whoever judges manifests needs no cdk8s.
 */
export const FOREIGN_CLASSES: Readonly<Record<string, ForeignClass>> = {
  'constructs.Construct': aConstruct('give a chart, or what stands in one'),
  'constructs.IConstruct': aConstruct('name what was made, such as api.deployment'),
  'cdk8s.Chart': { isOne: isChart, noun: 'a chart', remedy: 'give one' },
  'cdk8s.Duration': {
    isOne: (value) => isAmount(value, 'toMilliseconds', { integral: false }),
    noun: 'a Duration of cdk8s',
    remedy: 'write it like Duration.minutes(5)',
  },
  'cdk8s.Size': {
    isOne: (value) => isAmount(value, 'toMebibytes', { rounding: ROUNDING_NONE }),
    noun: 'a Size of cdk8s',
    remedy: 'write it like Size.mebibytes(256)',
  },
  'cdk8s.JsonPatch': {
    isOne: (value) => hasMethods(value, '_toJson') && isOperation((value as { _toJson(): unknown })._toJson()),
    noun: 'a JsonPatch of cdk8s',
    remedy: "write it like JsonPatch.add('/metadata/labels/tier', 'web')",
  },
  'cdk8s.IResolver': {
    isOne: (value) => hasMethods(value, 'resolve'),
    noun: 'a resolver of cdk8s',
    remedy: 'give it a method resolve(context)',
  },
  'cdk8s-plus-28.Cpu': {
    isOne: (value) => !isPlainObject(value) && typeof (value as { amount?: unknown }).amount === 'string',
    noun: 'a Cpu of cdk8s-plus',
    remedy: 'write it like Cpu.millis(250)',
  },
  'cdk8s-plus-28.PercentOrAbsolute': {
    isOne: (value) => hasMethods(value, 'isZero') && isPart((value as { readonly value?: unknown }).value),
    noun: 'a PercentOrAbsolute of cdk8s-plus',
    remedy: 'write it like PercentOrAbsolute.percent(25)',
  },
};

function aConstruct(remedy: string): ForeignClass {
  return { isOne: isConstruct, noun: 'a construct', remedy };
}

/** Whether an object is a chart of cdk8s. */
export function isChart(value: object): boolean {
  return isConstruct(value) && typeof (value as { generateObjectName?: unknown }).generateObjectName === 'function';
}

/** A Duration or a Size; in JavaScript, one can be made of anything. */
function isAmount(value: object, method: string, options: object): boolean {
  if (!hasMethods(value, method)) return false;
  return typeof (value as Readonly<Record<string, (options: object) => unknown>>)[method](options) === 'number';
}

function isOperation(value: unknown): boolean {
  const { op, path } = Object(value) as Readonly<Record<string, unknown>>;
  return typeof op === 'string' && typeof path === 'string';
}

function isPart(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

function hasMethods(value: object, ...names: string[]): boolean {
  return names.every((name) => typeof (value as Record<string, unknown>)[name] === 'function');
}
