import { Construct } from 'constructs';
import { DashboardPanel, DashboardRow, PanelThresholds } from './dashboard-panel';
import { DashboardProps, DashboardVariable } from './dashboard-props';
import { COLUMNS } from './panel-grid';
import { fail } from '../../internal/fail';
import { checkInteger } from '../../internal/values/numbers';
import { checkText } from '../../internal/values/plain-text';

const VARIABLE_NAME = /^(?!__)[a-zA-Z_]\w{0,62}$/;
const LABEL = /^[a-zA-Z_]\w{0,127}$/;
const MENTIONED = /\$\{?([a-zA-Z_]\w{0,127})/g;
const UID = /^[-\w]{1,40}$/;
/** The data source, which each dashboard lets its reader choose. */
const DATA_SOURCE = 'datasource';
const OWN_PREFIX = '__';

/** Refuses what Grafana would not show, or not as it is meant. */
export function checkDashboard(scope: Construct, { uid, title, description, rows, variables = [] }: DashboardProps) {
  checkUid(scope, uid);
  checkShown(scope, 'title', title);
  if (description !== undefined) checkText(scope, 'description', description);
  checkVariables(scope, variables);
  if (rows.length === 0) {
    fail(scope, { prop: 'rows', must: 'hold a row', got: rows, remedy: 'add what is to be shown' });
  }
  const known = [DATA_SOURCE, ...variables.map(({ name }) => name)];
  rows.forEach((row, index) => checkRow(scope, `rows[${index}]`, { row, known }));
}

/** Refuses a uid that Grafana does not take. */
function checkUid(scope: Construct, uid: string | undefined): void {
  if (uid === undefined || UID.test(uid)) return;
  const must = 'have at most 40 letters, digits, - and _';
  fail(scope, { prop: 'uid', must, got: uid, remedy: 'shorten it, and replace the other characters' });
}

function checkShown(scope: Construct, prop: string, text: string): void {
  checkText(scope, prop, text);
  if (text.trim() === '') {
    fail(scope, { prop, must: 'say something', got: text, remedy: 'write what is shown, in a few words' });
  }
}

function checkVariables(scope: Construct, variables: readonly DashboardVariable[]): void {
  const before = [DATA_SOURCE];
  variables.forEach(({ name, label, series }, index) => {
    const prop = `variables[${index}]`;
    if (!VARIABLE_NAME.test(name)) {
      const must = 'be of letters, digits and underscores, without two of those in front';
      fail(scope, { prop: `${prop}.name`, must, got: name, remedy: "write it like 'namespace'" });
    }
    if (before.includes(name)) {
      fail(scope, { prop: `${prop}.name`, must: 'be there once', got: name, remedy: 'rename it, or leave it out' });
    }
    if (!LABEL.test(label)) {
      fail(scope, { prop: `${prop}.label`, must: 'be a label of series', got: label, remedy: "write it like 'pod'" });
    }
    checkExpression(scope, `${prop}.series`, { text: series, known: before });
    before.push(name);
  });
}

interface KnownRow {
  readonly row: DashboardRow;
  readonly known: readonly string[];
}

function checkRow(scope: Construct, prop: string, { row: { title, panels }, known }: KnownRow): void {
  checkShown(scope, `${prop}.title`, title);
  if (panels.length === 0) {
    fail(scope, { prop: `${prop}.panels`, must: 'hold a panel', got: panels, remedy: 'add one, or remove the row' });
  }
  panels.forEach((panel, index) => checkPanel(scope, `${prop}.panels[${index}]`, { panel, known }));
}

interface KnownPanel {
  readonly panel: DashboardPanel;
  readonly known: readonly string[];
}

function checkPanel(scope: Construct, prop: string, { panel, known }: KnownPanel): void {
  const { title, unit, description, queries, thresholds, width } = panel;
  checkShown(scope, `${prop}.title`, title);
  checkShown(scope, `${prop}.unit`, unit);
  if (description !== undefined) checkText(scope, `${prop}.description`, description);
  if (width !== undefined) checkInteger(scope, { prop: `${prop}.width`, value: width }, { min: 1, max: COLUMNS });
  if (thresholds !== undefined) checkThresholds(scope, `${prop}.thresholds`, thresholds);
  if (queries.length === 0) {
    fail(scope, { prop: `${prop}.queries`, must: 'hold a question', got: queries, remedy: 'add an expression' });
  }
  queries.forEach(({ expr, legend }, index) => {
    checkExpression(scope, `${prop}.queries[${index}].expr`, { text: expr, known });
    if (legend !== undefined) checkText(scope, `${prop}.queries[${index}].legend`, legend);
  });
}

function checkThresholds(scope: Construct, prop: string, { warning, critical }: PanelThresholds): void {
  for (const [name, value] of Object.entries({ warning, critical })) {
    if (value === undefined || Number.isFinite(value)) continue;
    fail(scope, { prop: `${prop}.${name}`, must: 'be a number', got: value, remedy: 'leave it out instead' });
  }
  if (warning === undefined || warning !== critical) return;
  const must = 'differ from critical, for their order says whether high or low values are bad';
  fail(scope, { prop: `${prop}.warning`, must, got: warning, remedy: 'leave one of the two out' });
}

interface GivenExpression {
  readonly text: string;
  /** Names of the variables that may stand in it. */
  readonly known: readonly string[];
}

/** A variable that there is not would be asked for as it stands, and nothing would be shown. */
function checkExpression(scope: Construct, prop: string, { text, known }: GivenExpression): void {
  checkShown(scope, prop, text);
  const unknown = [...text.matchAll(MENTIONED)].map(([, name]) => name)
    .find((name) => !name.startsWith(OWN_PREFIX) && !known.includes(name));
  if (unknown === undefined) return;
  const must = `name variables that there are, ${known.map((name) => `$${name}`).join(', ')}`;
  fail(scope, { prop, must, got: `$${unknown}`, remedy: 'add it to variables, in front of what names it' });
}
