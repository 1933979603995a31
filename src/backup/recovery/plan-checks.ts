import { Construct, IConstruct } from 'constructs';
import { RecoveryPlanProps, SavedElsewhere, StandbyCluster } from './recovery-plan-props';
import { fail, pathOf } from '../../internal/fail';
import { checkDnsLabel } from '../../internal/naming/names';
import { checkWebAddress } from '../../internal/values/addresses/web-address';
import { wholeSeconds } from '../../internal/values/durations';
import { INT32_MAX } from '../../internal/values/numbers';
import { checkText, refuseSecret } from '../../internal/values/plain-text';

const OBJECTIVE_RANGE = { min: 1, max: INT32_MAX };
/** As kubectl takes it in an argument, and no path outside of where people work. */
const CONTEXT = /^[A-Za-z0-9][-\w.:@/]*$/;
const FOLDER = /^[A-Za-z0-9][-\w.]*(\/[A-Za-z0-9][-\w.]*)*$/;

/** Refuses what no page can say. */
export function checkPlan(scope: Construct, props: RecoveryPlanProps & { readonly name: string }): void {
  checkDnsLabel(scope, 'name', props.name);
  for (const [index, { reason }] of (props.leftOut ?? []).entries()) {
    checkWords(scope, `leftOut[${index}].reason`, reason);
  }
  for (const [index, entry] of (props.savedElsewhere ?? []).entries()) checkElsewhere(scope, index, entry);
  if (props.standby !== undefined) checkStandby(scope, props.standby);
  checkConstructs(scope, props);
}

/** Of another app nothing can be said, and two things about one construct contradict each other. */
function checkConstructs(scope: Construct, { covers, leftOut = [], savedElsewhere = [] }: RecoveryPlanProps): void {
  if (covers?.length === 0) {
    const remedy = 'leave it out for the whole app';
    fail(scope, { prop: 'covers', must: 'hold a construct', got: covers, remedy });
  }
  const given = [
    ...(covers ?? []).map((construct, index) => ({ prop: `covers[${index}]`, construct })),
    ...leftOut.map(({ construct }, index) => ({ prop: `leftOut[${index}].construct`, construct })),
    ...savedElsewhere.map(({ construct }, index) => ({ prop: `savedElsewhere[${index}].construct`, construct })),
  ];
  const foreign = given.find(({ construct }) => construct.node.root !== scope.node.root);
  if (foreign !== undefined) {
    const remedy = 'make a plan in that app for it';
    fail(scope, { prop: foreign.prop, must: 'be part of the same app', got: pathOf(foreign.construct), remedy });
  }
  const said = new Set<IConstruct>();
  const again = given.slice(covers?.length ?? 0).find(({ construct }) => said.size === said.add(construct).size);
  if (again === undefined) return;
  const remedy = 'remove one of the two entries';
  fail(scope, { prop: again.prop, must: 'be named once', got: pathOf(again.construct), remedy });
}

function checkElsewhere(scope: Construct, index: number, entry: SavedElsewhere): void {
  const prop = `savedElsewhere[${index}]`;
  checkWords(scope, `${prop}.by`, entry.by);
  checkWebAddress(scope, `${prop}.page`, entry.page);
  wholeSeconds(scope, { prop: `${prop}.pointObjective`, value: entry.pointObjective }, OBJECTIVE_RANGE);
  wholeSeconds(scope, { prop: `${prop}.timeObjective`, value: entry.timeObjective }, OBJECTIVE_RANGE);
}

function checkStandby(scope: Construct, { context, activeContext, traffic, manifests }: StandbyCluster): void {
  checkForm(scope, 'standby.context', { value: context, form: CONTEXT });
  checkForm(scope, 'standby.activeContext', { value: activeContext, form: CONTEXT });
  if (manifests !== undefined) checkForm(scope, 'standby.manifests', { value: manifests, form: FOLDER });
  checkWords(scope, 'standby.traffic', traffic);
  if (context !== activeContext) return;
  const remedy = 'name the cluster that takes over';
  fail(scope, { prop: 'standby.context', must: 'be another cluster than activeContext', got: context, remedy });
}

/** A text, and the form that it must have. */
interface Formed {
  readonly value: string;
  readonly form: RegExp;
}

function checkForm(scope: Construct, prop: string, { value, form }: Formed): void {
  checkText(scope, prop, value);
  if (form.test(value)) return;
  const must = 'be a name of letters, digits and the signs - _ . : @ /, a letter or digit first';
  const remedy = 'choose such a name, for it becomes an argument of the commands on the page';
  fail(scope, { prop, must, got: value, remedy });
}

/** What people read on the page. */
function checkWords(scope: Construct, prop: string, value: string): void {
  checkText(scope, prop, value);
  const must = 'hold no secret, for everybody may read the page';
  refuseSecret(scope, { prop, must, remedy: 'say where it is' }, value);
  if (value.trim() !== '') return;
  const remedy = 'write a sentence, it stands on the page';
  fail(scope, { prop, must: 'say something', got: value, remedy });
}
