import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { contentOf } from './found-content';
import { describe, pathOf } from '../../internal/fail';
import { SCRAPE_CONFIGS_LABEL } from '../../internal/naming/labels';
import { filesLabeled } from '../../internal/tree/labeled-config-maps';
import { RenderedDocuments } from '../../internal/tree/rendered-documents';
import { Json, objectsIn } from '../../internal/values/json';

const SCHEME = /^(https?):\/\//;
const PORT_OF: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** A blackbox exporter, as probes see it. */
interface Asker {
  readonly address: string;
  /** Those that it may ask. */
  readonly ports: readonly number[];
}

/** Something that has it ask. */
interface Order {
  readonly owner: ApiObject;
  readonly prober: Json;
  readonly targets: Json;
}

/** What probes of the tree have an exporter ask at ports that its policy closes. */
export function unaskedTargets(scope: IConstruct, { address, ports }: Asker): string[] {
  return [...ordersOfProbes(scope), ...ordersOfFiles(scope)].filter(({ prober }) => prober === address)
    .flatMap(({ owner, targets }) => texts(targets).flatMap((target) => {
      const port = portOf(target);
      if (port === undefined || ports.includes(port)) return [];
      const must = `hold the port of every address that [${pathOf(owner)}] asks, and ${target} is none of them`;
      const remedy = `add ${port}, or let another exporter ask`;
      return [describe({ prop: 'ports', must, got: ports, remedy })];
    }));
}

function ordersOfProbes(scope: IConstruct): Order[] {
  const rendered = RenderedDocuments.of(scope);
  return scope.node.root.node.findAll().filter(isProbe).map((owner) => {
    const { spec } = rendered.readableDocumentOf(owner) ?? {};
    return { owner, prober: spec?.prober?.url, targets: spec?.targets?.staticConfig?.static };
  });
}

function isProbe(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct) && construct.kind === 'Probe'
    && construct.apiGroup === 'monitoring.coreos.com';
}

function ordersOfFiles(scope: IConstruct): Order[] {
  return filesLabeled(scope, SCRAPE_CONFIGS_LABEL).flatMap((file) => (
    objectsIn(contentOf(file).scrape_configs).flatMap(({ relabel_configs: relabelings, static_configs: groups }) => (
      objectsIn(groups).map(({ targets }) => ({ owner: file.owner, prober: newAddressOf(relabelings), targets }))
    ))
  ));
}

/** To whom the scrape is sent instead of to its targets. */
function newAddressOf(relabelings: Json): Json {
  return objectsIn(relabelings).find(({ target_label: label }) => label === '__address__')?.replacement;
}

function texts(list: Json): string[] {
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string') : [];
}

/** Undefined where the module says it. */
function portOf(target: string): number | undefined {
  const [, scheme] = SCHEME.exec(target) ?? [];
  if (scheme !== undefined && !URL.canParse(target)) return undefined;
  const text = scheme === undefined ? target.slice(target.lastIndexOf(':') + 1) : new URL(target).port;
  const port = text === '' ? PORT_OF[scheme ?? ''] : Number(text);
  return Number.isInteger(port) ? port : undefined;
}
