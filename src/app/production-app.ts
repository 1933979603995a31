import * as fs from 'fs';
import * as path from 'path';
import { App, AppProps } from 'cdk8s';
import { Audit } from './audit';
import { renderObjects, TreeRule } from './rendered-object';
import { Documents } from '../internal/documents';
import { pathOf } from '../internal/fail';
import { distinctClaims } from './rules/distinct-claims';
import { distinctSelectors } from './rules/distinct-selectors';
import { legalNames } from './rules/legal-names';
import { servicePorts } from './rules/service-ports';
import { typedObjects } from './rules/typed-objects';
import { uniqueObjects } from './rules/unique-objects';
import { uniqueRoutes } from './rules/unique-routes';

const RULES: readonly TreeRule[] = [
  typedObjects, uniqueObjects, legalNames, distinctSelectors, distinctClaims, servicePorts, uniqueRoutes,
];

/** Properties for `ProductionApp`. */
export interface ProductionAppProps extends AppProps {
  /**
   * Puts the readiness checklist to everything before it is written.
   *
   * @default - no audit; `preflight check` judges what was written
   */
  readonly audit?: Audit;
}

/**
 * A drop-in for cdk8s' `App` that writes the same bytes, and nothing at all where the objects contradict each other.
 *
 * Before any file is written it refuses two objects of one kind, namespace and name; names that the API server would
 * refuse; workloads that select each other's pods, or mount each other's volumes; Service ports that no container has;
 * and routes that answer the same requests. All messages come at once, each with the paths of both constructs. With an
 * audit, it refuses what is not ready for production too.
 *
 * @example
 *
 * const app = new ProductionApp();
 * const chart = new Chart(app, 'shop');
 * app.synth();
 */
export class ProductionApp extends App {
  private readonly audit?: Audit;

  /** @param props those of cdk8s' `App`, and the audit */
  constructor(props: ProductionAppProps = {}) {
    super(props);
    this.audit = props.audit;
  }

  /**
   * Writes all manifests to the output folder.
   *
   * Beside them lie the documents that are for others than the API server, such as the lifecycle of a bucket, under
   * names that `kubectl apply -f` passes by. Fails before the first file is touched where anything is wrong, so that an
   * earlier output stays as it was.
   */
  public synth(): void {
    this.refuseContradictions();
    super.synth();
    for (const { file, text } of Documents.of(this).all) fs.writeFileSync(path.join(this.outdir, file), text);
  }

  /** All manifests as one YAML text; fails where `synth` would. */
  public synthYaml(): string {
    this.refuseContradictions();
    return super.synthYaml() as string;
  }

  private refuseContradictions(): void {
    const problems = this.invalidConstructs();
    const found = problems.length > 0 ? problems : this.brokenRules();
    if (found.length > 0) throw new Error(`Nothing was written:\n${found.map((line) => `  ${line}`).join('\n')}`);
  }

  private invalidConstructs(): string[] {
    return this.node.findAll().flatMap((construct) =>
      construct.node.validate().map((message) => `[${pathOf(construct)}] ${message}`));
  }

  private brokenRules(): string[] {
    const { objects, problems } = renderObjects(this);
    if (problems.length > 0) return problems;
    const broken = RULES.flatMap((rule) => rule(objects));
    return broken.length > 0 ? broken : this.audit?._problems(this, objects) ?? [];
  }
}
