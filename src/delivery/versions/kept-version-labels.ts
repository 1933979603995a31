import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { keepFields } from '../../internal/manifest/kept-fields';

/** Holds a monitor to the labels by which series of versions are told apart; nothing where none are. */
export function keepVersionLabels(
  scope: Construct, monitor: ApiObject | undefined, value: readonly string[] | undefined,
): void {
  if (monitor === undefined || value === undefined) return;
  const reason = 'new versions are judged by series that have them';
  const remedy = 'make another monitor for other labels';
  keepFields(scope, monitor, [{ path: ['spec', 'podTargetLabels'], value: [...value], reason, remedy }]);
}
