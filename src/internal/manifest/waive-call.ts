import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { WAIVER_ANNOTATION_PREFIX } from '../naming/labels';
import { JsonObject } from '../values/json';

/** What is to be waived, and where the decision must be recorded. */
export interface WaiveSubject {
  readonly checkId: string;
  readonly object: ApiObject;
  /** The container beside the main one that it concerns. */
  readonly container?: string;
}

/** A construct that records decisions, at its main object unless another one is named. */
interface Recorder extends IConstruct {
  _isRecordedAt(object: ApiObject): boolean;
  _recordsOf(container: string): boolean;
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const WORD = /[A-Za-z0-9]+/g;

/** The call that records the decision not to follow a check, as it would be written. */
export function waiveCall({ checkId, object, container }: WaiveSubject): string {
  const recorder = [...object.node.scopes].reverse().find(isRecorder);
  const reason = "'why it is none'";
  if (recorder === undefined) {
    return `${variableOf(object)}.metadata.addAnnotation('${WAIVER_ANNOTATION_PREFIX}${checkId}', ${reason})`;
  }
  const name = variableOf(recorder);
  const options = container !== undefined && recorder._recordsOf(container) ? [`{ container: '${container}' }`]
    : recorder._isRecordedAt(object) ? [] : [`{ target: ${placeOf(recorder, name, object)} }`];
  return `${name}.waive('${checkId}', ${[reason, ...options].join(', ')})`;
}

function isRecorder(scope: IConstruct): scope is Recorder {
  return typeof (scope as Partial<Recorder>)._isRecordedAt === 'function';
}

/** What a program may call the construct. */
function variableOf({ node }: IConstruct): string {
  if (IDENTIFIER.test(node.id)) return node.id;
  const [first = '', ...others] = node.id.match(WORD) ?? [];
  const name = first + others.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
  return IDENTIFIER.test(name) ? name : 'construct';
}

/** The public member that holds the object, or else the way to it in the tree. */
function placeOf(recorder: IConstruct, name: string, object: ApiObject): string {
  for (const member of membersOf(recorder)) {
    const value = valueOf(recorder, member);
    if (isObject(value, object)) return `${name}.${member}`;
    const index = Array.isArray(value) ? value.findIndex((item) => isObject(item, object)) : -1;
    if (index >= 0) return `${name}.${member}[${index}]`;
  }
  const ids = object.node.scopes.slice(recorder.node.scopes.length).map(({ node }) => node.id);
  return ids.reduce((way, id) => `${way}.node.findChild(${JSON.stringify(id)})`, name);
}

/** Those of a class that extends ours may do anything when they are asked. */
function valueOf(recorder: IConstruct, member: string): unknown {
  try {
    return (recorder as unknown as JsonObject)[member];
  } catch {
    return undefined;
  }
}

/** Those of its class and its bases too, some of which are asked for by a function. */
function membersOf(recorder: IConstruct): string[] {
  const members = Object.keys(recorder);
  for (let type = Object.getPrototypeOf(recorder); type !== Object.prototype; type = Object.getPrototypeOf(type)) {
    const own = Object.getOwnPropertyDescriptors(type);
    members.push(...Object.keys(own).filter((member) => own[member].get !== undefined));
  }
  return members.filter((member) => !member.startsWith('_') && member !== 'node');
}

function isObject(value: unknown, object: ApiObject): boolean {
  if (value === object) return true;
  const { node } = (value ?? {}) as Partial<IConstruct>;
  return node?.defaultChild === object;
}
