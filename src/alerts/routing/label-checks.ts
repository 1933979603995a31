import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { checkKey } from '../../internal/naming/names';
import { checkText } from '../../internal/values/plain-text';

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]{0,127}$/;

/** Refuses what no labels of alerts can be, and none at all, which all alerts have. */
export function checkAlertLabels(scope: Construct, prop: string, labels: Readonly<Record<string, string>>): void {
  if (Object.keys(labels).length === 0) {
    const must = 'name labels, or it would be about all alerts';
    fail(scope, { prop, must, got: labels, remedy: "write { team: 'payments' }" });
  }
  for (const [label, value] of Object.entries(labels)) {
    checkLabelName(scope, prop, label);
    checkText(scope, `${prop}.${label}`, value);
    if (value === '') {
      const must = 'not be empty, for so it is on all alerts without the label';
      fail(scope, { prop: `${prop}.${label}`, must, got: value, remedy: 'name its value' });
    }
  }
}

/** Refuses names of labels that are none, or the same one twice. */
export function checkLabelNames(scope: Construct, prop: string, names: readonly string[]): void {
  names.forEach((name, index) => {
    checkLabelName(scope, prop, name);
    if (names.indexOf(name) === index) return;
    fail(scope, { prop, must: 'name each label once', got: names, remedy: `leave one ${name} out` });
  });
}

function checkLabelName(scope: Construct, prop: string, label: string): void {
  checkText(scope, prop, label);
  if (!LABEL_NAME.test(label)) {
    const must = 'hold names of labels (letters, digits and _, at most 128)';
    fail(scope, { prop, must, got: label, remedy: 'write them as they stand in the alerts' });
  }
  checkKey(scope, prop, label);
}
