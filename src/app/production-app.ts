import { ApiObject, App, AppProps, Chart, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Audit } from './audit';
import { ConstructTree } from './construct-tree';
import { FileLayout } from './file-layout';
import { storeFiles } from './file-store';
import { OutputFile, outputFiles, outputFolders, RenderedChart } from './output-files';
import { refuse } from './refusal';
import { ManifestChange, Renderings, TreeRule } from './rendered-object';
import { coherentMonitoring } from './rules/coherent-monitoring';
import { coherentPriorities } from './rules/coherent-priorities';
import { countableBudgets } from './rules/countable-budgets';
import { distinctClaims } from './rules/distinct-claims';
import { distinctSelectors } from './rules/distinct-selectors';
import { exclusiveClaims } from './rules/exclusive-claims';
import { knownNodeLabels } from './rules/known-node-labels';
import { knownWaivers } from './rules/known-waivers';
import { lastingTargets } from './rules/lasting-targets';
import { legalLabels } from './rules/legal-labels';
import { legalNames } from './rules/legal-names';
import { distinctHostPorts } from './rules/nodes/distinct-host-ports';
import { placedObjects } from './rules/objects/placed-objects';
import { typedObjects } from './rules/objects/typed-objects';
import { uniqueObjects } from './rules/objects/unique-objects';
import { ownReferences } from './rules/own-references';
import { reachableTargets } from './rules/reachable-targets';
import { secretMakers } from './rules/secret-makers';
import { uniqueRoutes } from './rules/unique-routes';
import { Scanner } from './scanner';
import { Shard } from './shard';
import { indexName } from './storage/index-name';
import { TreeOrder } from './tree-order';
import type * as Suppressions from './written-suppressions';
import { YamlWriter } from './yaml-writer';
import type * as Catalogue from '../checks/catalogue';
import { fail, messageAt, messageOfError, pathOf } from '../internal/fail';
import { checkDnsLabel } from '../internal/naming/names';
import { checked } from '../internal/signatures/checked';
import { CompanionFiles } from '../internal/tree/companion-files';
import { JsonObject } from '../internal/values/json';

const RULES: readonly TreeRule[] = [
  typedObjects, uniqueObjects, legalNames, legalLabels, placedObjects, ownReferences, distinctSelectors, distinctClaims,
  exclusiveClaims, countableBudgets, lastingTargets, reachableTargets, uniqueRoutes, knownNodeLabels,
  coherentMonitoring, coherentPriorities, secretMakers, distinctHostPorts,
];

/** That many are named, of those that an app has. */
const MOST_CLUSTERS = 3;
const NO_EXTENSION = /[/\\\p{Cc}]/u;

/** Properties for `ProductionApp`. */
export interface ProductionAppProps extends AppProps {
  /**
   * Puts the readiness checklist to everything before it is written.
   *
   * @default - no audit; `preflight check` judges what was written
   */
  readonly audit?: Audit;

  /**
   * How files are laid out below the output folder. Other than `FileLayout.CDK8S`, it takes the place of
   * `yamlOutputType`, and the extension is `.yaml` unless one is given.
   *
   * @default FileLayout.CDK8S
   */
  readonly layout?: FileLayout;

  /**
   * What tells the app from others that write into the same folder, such as `shop` or `shop-staging`.
   *
   * Apps with names share a folder: each removes what it wrote itself and does not any more, and a file of another one
   * is refused. With stages of one program, give each its own. A program in Python, Java or another language than
   * JavaScript is not known by itself, but by the folder that it runs in: of two in one folder, give each a name.
   *
   * @default - the program that runs, which has the folder for itself
   */
  readonly name?: string;

  /**
   * Ids of checks of your own that waivers may name, where the audit is not given these checks.
   *
   * @default - none; a waiver of a check that nobody knows is an error
   */
  readonly ownCheckIds?: string[];

  /**
   * Writes one part of the charts, so that several machines share a fleet. Contradictions between charts of two shards
   * are not seen: let one run of the whole come first, or last. An audit and construct metadata need the whole.
   *
   * @default - all charts
   */
  readonly shard?: Shard;

  /**
   * Scanners for which waivers are written too, as annotations in the form of each, so that one decision silences all
   * of them. What the object says to them already stays.
   *
   * A waiver of one container, or with an end, is not: no scanner knows either in an annotation, and all containers
   * would be silenced, for ever. The rules are those that `preflight list --format json` has as references of a check;
   * such a rule may ask for more than the check, which then other checks say alone. In the manifest:
   * `metadata.annotations` of each object that is waived.
   *
   * @default - none; the annotations `preflight/waive.<check id>` alone
   */
  readonly waiveFor?: Scanner[];
}

/**
 * A drop-in for cdk8s' `App` that writes the same bytes, and nothing at all where the objects contradict each other.
 *
 * Before any file is written it refuses two objects of one kind, namespace and name; names and labels that the API
 * server would refuse, and labels of nodes that no node has; objects beside a ProductionNamespace that name none, and
 * what pods name in another namespace than theirs; workloads that select each other's pods, or mount each other's
 * volumes; more pods on a claim than its access mode lets; two makers of one Secret, and keys that pods take and its
 * maker does not give it; budgets that cannot count their pods, and Services that send to those of Jobs; Service ports
 * that no container has; routes that answer the same requests; monitors and rules that no Prometheus of the tree reads,
 * scrapes that its policies block, rules of one name, and alerts that its Alertmanager tells nobody of; and waivers of
 * checks that there are not. All messages come at once, each with the paths of both constructs. With an audit, it
 * refuses what is not ready for production too.
 *
 * @example
 *
 * const app = new ProductionApp();
 * new Chart(app, 'shop');
 * app.synth();
 */
@checked
export class ProductionApp extends App {
  private readonly recordsMetadata: boolean;
  private readonly layout: FileLayout;

  /** @param props those of cdk8s' `App`, audit, layout and shard */
  constructor(private readonly props: ProductionAppProps = {}) {
    super(withExtension(props));
    const { layout = FileLayout.CDK8S, name, recordConstructMetadata, shard } = props;
    this.layout = layout;
    this.refusePath(this.outputFileExtension);
    this.recordsMetadata = recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
    if (name !== undefined) checkDnsLabel(this, 'name', name);
    shard?._check(this);
    if (shard !== undefined) this.refuseWholes(shard);
  }

  /** All charts, what others depend on first. */
  public get charts(): Chart[] {
    return [...new TreeOrder(new ConstructTree(this)).charts];
  }

  /**
   * Writes all manifests to the output folder, in time linear in constructs and dependencies.
   *
   * Beside them lie the documents that are for others than the API server, such as the lifecycle of a bucket, under
   * names that `kubectl apply -f` passes by. Fails before the first file is touched where anything is wrong, so that an
   * earlier output stays as it was, also where a disk is full. Whenever the process ends, each file is wholly old or
   * wholly new; what an earlier run wrote and this one does not is removed, and nothing else. Apps are known by `name`,
   * or else by their program: fails where it would remove or replace most of what another program wrote, a file of an
   * app with another name, or, without a `name`, all of what a run before wrote, which may be that of another stage.
   *
   * One process at a time writes a folder: another one waits for half a minute, and fails then. The folder may be a
   * link; links inside of it that lead elsewhere are refused.
   */
  public synth(): void {
    const { order, charts } = this.render();
    const { yamlOutputType: type, outputFileExtension: extension, layout } = this;
    const settings = { type, extension, layout };
    const written = new Set(charts.map(({ chart }) => chart));
    const files = [
      ...outputFiles(charts, order, settings),
      ...CompanionFiles.of(this).all.filter(({ construct }) => written.has(Chart.of(construct))),
      ...(this.recordsMetadata ? [constructMetadata(charts)] : []),
    ];
    refuseSharedFiles(files);
    const folders = outputFolders(charts, order, settings);
    const { name, shard } = this.props;
    storeFiles(this.outdir, files, {
      index: indexName({ app: name, shard }), folders, app: name === undefined ? this : undefined,
    });
  }

  /** All manifests as one YAML text; fails where `synth` would. */
  public synthYaml(): string {
    return new YamlWriter().write(this.render().charts.flatMap(({ documents }) => documents));
  }

  private render(): { order: TreeOrder; charts: RenderedChart[] } {
    const tree = new ConstructTree(this);
    refuse(complaintsOf(tree.all));
    const order = orderOf(tree);
    const mine = this.chartsOfShard(order);
    const objects = tree.all.filter((one): one is ApiObject => ApiObject.isApiObject(one));
    const renderings = new Renderings(objects.filter(({ chart }) => mine.has(chart)), tree, this.forScanners());
    refuse(this.brokenRules(renderings));
    const charts = [...mine].map((chart) => {
      const ordered = order.objectsOf(chart);
      const manifests = ordered.map((object) => renderings.manifestOf(object));
      return { chart, objects: ordered, manifests, documents: documentsOf(chart, manifests) };
    });
    return { order, charts };
  }

  /** What is done to each object, so that scanners follow its waivers; nothing where there are none to tell. */
  private forScanners(): ManifestChange {
    const { audit, waiveFor = [] } = this.props;
    if (waiveFor.length === 0) return (manifest) => manifest;
    // All checks, which whoever tells no scanner need not load.
    /* eslint-disable @typescript-eslint/no-require-imports */
    const { CHECKS } = require('../checks/catalogue') as typeof Catalogue;
    const { WrittenSuppressions } = require('./written-suppressions') as typeof Suppressions;
    /* eslint-enable @typescript-eslint/no-require-imports */
    const suppressions = new WrittenSuppressions(waiveFor, [...CHECKS, ...audit?._ownChecks ?? []]);
    return (manifest) => suppressions.applyTo(manifest);
  }

  /** All of them, where it is the whole that is written. */
  private chartsOfShard({ charts }: TreeOrder): Set<Chart> {
    const { shard } = this.props;
    return new Set(shard === undefined ? charts : charts.filter((chart) => shard._has(chart)));
  }

  /** What needs all charts cannot be made of some. */
  private refuseWholes({ number, count }: Shard): void {
    const wholes = [
      this.props.audit && 'audit',
      this.recordsMetadata && 'recordConstructMetadata',
      this.layout === FileLayout.CDK8S && this.yamlOutputType === YamlOutputType.FILE_PER_APP && 'yamlOutputType',
    ];
    const prop = wholes.find((name) => typeof name === 'string');
    if (prop === undefined) return;
    const must = `come without ${prop}, which needs all charts`;
    fail(this, { prop: 'shard', must, got: `${number} of ${count}`, remedy: `leave ${prop} to a run of all charts` });
  }

  /** A file would be written somewhere else than all others, or not be found in the index. */
  private refusePath(extension: string): void {
    if (!NO_EXTENSION.test(extension)) return;
    const must = 'be the end of a file name, without / or \\ or a control character';
    fail(this, { prop: 'outputFileExtension', must, got: extension, remedy: 'write one such as ".k8s.yaml"' });
  }

  private brokenRules({ objects, problems }: Renderings): string[] {
    if (problems.length > 0) return [...problems];
    const { audit, ownCheckIds = [] } = this.props;
    const ownIds = [...ownCheckIds, ...audit?._ownCheckIds ?? []];
    const broken = [...RULES.flatMap((rule) => rule(objects, this)), ...knownWaivers(objects, ownIds)];
    return broken.length > 0 ? [...broken, ...this.severalClusters()] : audit?._problems(this, objects) ?? [];
  }

  /** What the objects of an app contradict may be in another cluster. */
  private severalClusters(): string[] {
    const ids = this.node.children.map(({ node }) => node.id);
    if (this.layout !== FileLayout.CLUSTERS || ids.length < 2) return [];
    const must = 'find one cluster where several have the same things, for an app is judged as one';
    const remedy = 'make a ProductionApp for each, with a name of its own, and give all of them one outdir';
    return [messageAt('', { prop: 'layout', must, got: ids.slice(0, MOST_CLUSTERS).join(', '), remedy })];
  }
}

/** Repositories of manifests name their files `.yaml`. */
function withExtension(props: ProductionAppProps): AppProps {
  return props.layout === FileLayout.CLUSTERS ? { outputFileExtension: '.yaml', ...props } : props;
}

/** What constructs say of themselves. */
function complaintsOf(constructs: readonly IConstruct[]): string[] {
  return constructs.flatMap((construct) => {
    try {
      return construct.node.validate().map((message) => `[${pathOf(construct)}] ${message}`);
    } catch (error) {
      return [messageOfError(construct.node.path, error)];
    }
  });
}

function orderOf(tree: ConstructTree): TreeOrder {
  try {
    return new TreeOrder(tree);
  } catch (error) {
    refuse([(error as Error).message]);
    throw error;
  }
}

/** A chart that writes itself otherwise than cdk8s' own has the last word. */
function documentsOf(chart: Chart, manifests: readonly JsonObject[]): readonly JsonObject[] {
  return chart.toJson === Chart.prototype.toJson ? manifests : Object.values(chart.toJson());
}

/** As cdk8s writes it: which construct made which object, by name. */
function constructMetadata(charts: readonly RenderedChart[]): OutputFile {
  const objects = charts.flatMap((chart) => chart.objects);
  const resources = Object.fromEntries(objects.map(({ name, node }) => [name, { path: node.path }]));
  return { file: 'construct-metadata.json', text: JSON.stringify({ version: '1.0.0', resources }) };
}

function refuseSharedFiles(files: readonly OutputFile[]): void {
  const seen = new Set<string>();
  const shared = files.filter(({ file }) => seen.size === seen.add(file).size).map(({ file }) => (
    `[App] 'yamlOutputType' must give each object a file of its own, got two in ${JSON.stringify(file)}; `
      + 'write a file for each chart, or a folder'
  ));
  refuse([...new Set(shared)]);
}
