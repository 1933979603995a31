import { App, Chart } from 'cdk8s';
import { Config, ProductionService } from '../../../src';
import { IMAGE, only } from '../render';
import { Manifest } from '../schemas';

/** What a reader of YAML 1.1 or 1.2 takes for something else than a string where it stands without quotes. */
export const STRINGS = [
  'yes', 'Yes', 'YES', 'no', 'No', 'NO', 'on', 'On', 'ON', 'off', 'Off', 'OFF', 'y', 'Y', 'n', 'N',
  'true', 'True', 'TRUE', 'false', 'False', 'FALSE', 'null', 'Null', 'NULL', '~', '',
  '0', '-0', '+1', '-1', '007', '010', '08', '0x10', '-0x1f', '0b11', '1_000', '0x_1', '12:30', '1:2:3', '190:20:30.15',
  '1.5', '.5', '5.', '+.5', '1e3', '1E3', '1e+3', '.5e-3', '1_000.5', '.inf', '.Inf', '-.INF', '+.inf', '.nan',
  '.NaN', 'NaN',
  '2024-01-01', '2024-1-1', '2024-01-01T12:30:00Z', '2024-01-01 12:30:00.5 +1',
  '=', '<<', '-', '?', ':', '|', '>', '!', '&', '*', '%', '@', '`', '#', '[', ']', '{', '}', ',', '\'', '"', '\\',
  '!t', '&a', '*a', '# x', 'a #b', 'a: b', 'a:', '- a', '? a', '---', '...', '--- a', '%YAML 1.1', '{{ .a }}',
  '${a}', '$$(A)',
  ' leading', 'trailing ', '  two', '\t', 'a\t', 'a\tb', '\n', '\n\n\n', 'trailing\n', 'two\n\n', 'a\nb', 'a\n\nb\n',
  '  a\nb',
  ' \n a', 'a\n  b\n c', 'a \nb', 'a\n---\nb\n', 'a\n...\n', '#a\nb', 'a\r\nb', '\r', '\u0000', '\u0001', '\u001b[31m',
  '\u{1F600}', 'e\u0301', '\u200b', '\u00a0', '\u202e', 'x'.repeat(5000), 'a b: '.repeat(1000), 'a\n'.repeat(2000),
  '__proto__', 'constructor', '"; rm -rf / #',
];

/** All texts at once, in each place that takes free text. */
export function build(app: App, texts: string[]): App {
  const named = (prefix: string, list: string[]) => Object.fromEntries(list.map((text, index) => [prefix + index,
    text]));
  const process = texts.map((text) => text.replace(/\0/g, ''));
  const api = new ProductionService(new Chart(app, 'shop', { namespace: 'shop' }), 'api', {
    image: IMAGE,
    args: process,
    env: named('TEXT_', process),
    config: Config.files({ ...named('text', texts), last: 'and more' }),
  });
  api.mergePatch(api.networkPolicy, { metadata: { annotations: named('example.com/text', texts) } });
  return app;
}

/** The places where a text was put. */
export function read(manifests: Manifest[], index: number): string[] {
  const [container] = only(manifests, 'Deployment').spec.template.spec.containers;
  return [
    container.args[index],
    container.env[index].value,
    only(manifests, 'ConfigMap').data[`text${index}`],
    only(manifests, 'NetworkPolicy').metadata.annotations[`example.com/text${index}`],
  ];
}

/** What must be read there. */
export function expected(index: number): string[] {
  const argument = STRINGS[index].replace(/\0/g, '');
  return [argument, argument, STRINGS[index], STRINGS[index]];
}
