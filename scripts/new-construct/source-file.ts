import { Names, wayUp } from './names';
import { PLACEHOLDER } from './placeholder';

/** The construct, whole but for what only its author knows. */
export function sourceText(names: Names): string {
  return [importsOf(names), propsOf(names), classOf(names)].join('\n');
}

function importsOf(names: Names): string {
  const up = wayUp(names);
  const { isClusterScoped } = names.kind;
  const checks = isClusterScoped ? 'checkDnsSubdomain' : 'checkDnsLabel, checkDnsSubdomain';
  return `import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Overlay } from '${up}internal/manifest/overlay';
import { MANAGED_BY, MANAGED_BY_LABEL } from '${up}internal/naming/labels';
import { ${checks} } from '${up}internal/naming/names';
import { checked } from '${up}internal/signatures/checked';
${isClusterScoped ? '' : `import { namespaceOf } from '${up}internal/tree/namespace-lookup';
`}import { OwnConstruct } from '${up}platform/own-construct';
import { Platform } from '${up}platform/platform';
`;
}

function propsOf({ className, kind }: Names): string {
  const namespace = `
  /**
   * Namespace of the ${kind.kind}.
   *
   * @default - the nearest ProductionNamespace's, then the chart's
   */
  readonly namespace?: string;
`;
  return `/** Properties for \`${className}\`. */
export interface ${className}Props {
  /**
   * Name of the ${kind.kind}.
   *
   * @default - the id of the construct
   */
  readonly name?: string;
${kind.isClusterScoped ? '' : namespace}}
`;
}

function classOf(names: Names): string {
  const { className, id, field, kind } = names;
  return `/**
 * ${PLACEHOLDER} what it does for a user, in one sentence.
 *
 * ${PLACEHOLDER} what else a user must know of it.
 *
 * @see https://example.com/${PLACEHOLDER}
 *
 * @example
 * new ${className}(chart, '${id}');
 */
@checked
export class ${className} extends OwnConstruct {
  /** The ${kind.kind}. */
  public readonly ${field}: ApiObject;

${constructorOf(names)}}
`;
}

function constructorOf({ className, field, kind }: Names): string {
  const namespace = kind.isClusterScoped ? '' : `    const namespace = props.namespace ?? namespaceOf(this);
    checkDnsLabel(this, 'namespace', namespace);
`;
  const labels = '{ ...Platform.of(this)._labels(), [MANAGED_BY_LABEL]: MANAGED_BY }';
  const own = `${PLACEHOLDER}: 'what it says'`;
  return `  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: ${className}Props = {}) {
    super(scope, id);
    const name = props.name ?? id;
    checkDnsSubdomain(this, 'name', name);
${namespace}
    this.${field} = new ApiObject(this, 'Resource', {
      apiVersion: '${kind.apiVersion}',
      kind: '${kind.kind}',
      metadata: { name, ${kind.isClusterScoped ? '' : 'namespace, '}labels: ${labels} },
      ${kind.hasSpec ? `spec: { ${own} }` : own},
    });
    Overlay.of(this.${field});
  }
`;
}
