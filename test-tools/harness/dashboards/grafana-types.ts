import { typeErrors } from '../../../test/support/project/compiler';
import { Manifest } from '../../../test/support/schemas';

const OPTIONS = { strict: true, target: 'ES2022', module: 'Node16', moduleResolution: 'Node16', skipLibCheck: true };

/** Grafana's own types of the JSON, where a word of an enumeration is that word. */
const TYPES = `
import { Dashboard, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as table from '@grafana/grafana-foundation-sdk/table';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

type Json<T> = 0 extends 1 & T ? any
  : T extends string ? \`\${T}\`
  : T extends (infer Item)[] ? Json<Item>[]
  : T extends object ? { [Key in keyof T as Key extends \`_\${string}\` ? never : Key]: Json<T[Key]> }
  : T;
type Typed = 'type' | 'targets' | 'options' | 'fieldConfig';
type Shown<Type extends string, Options, Custom = never> = Omit<Json<Panel>, Typed> & {
  type: Type;
  targets: Json<Dataquery>[];
  options: Partial<Json<Options>>;
  fieldConfig: Json<NonNullable<Panel['fieldConfig']>> & { defaults: { custom?: Partial<Json<Custom>> } };
};
type Written = Omit<Json<Dashboard>, 'panels'> & {
  panels: (
    Json<RowPanel> | Shown<'timeseries', timeseries.Options, timeseries.FieldConfig> | Shown<'stat', stat.Options>
    | Shown<'table', table.Options>
  )[];
};
`;

/** What Grafana's types say against dashboards. */
export function grafanaTypeErrors(dashboards: readonly Manifest[]): string[] {
  return typeErrors(`${TYPES}export const dashboards: Written[] = ${JSON.stringify(dashboards)};\n`, OPTIONS);
}
