import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { checked } from '../../internal/signatures/checked';
import { checkSecretReference, checkText } from '../../internal/values/plain-text';
import { Unshown } from '../../internal/values/shown-value';
import { goTemplateParts } from '../../internal/values/templates/go-template';
import { callsFunction } from '../../internal/values/templates/go-template-words';
import { checkGoTemplate } from '../go-template-text';
import { secretInTemplate } from '../template-secrets';

/** One path below a mount; neither quotes nor braces, which would end what stands around it in a template. */
const PATH = /^[\w-][-\w.@]{0,127}(\/[-\w.@]{1,128}){1,16}$/;
const VERSION_2 = /^[^/]+(?:\/[^/]+){0,15}?\/data\/./;
/** The function of templates that runs programs. */
const PLUGIN = 'plugin';
const FIELD = /^[A-Za-z_]\w{0,127}$/;

/** A file that the agent makes of a secret in Vault. */
@checked
export class VaultFile {
  /**
   * One field of a secret, as the engine for key and value in version 2 has it.
   *
   * In the manifest: annotations `vault.hashicorp.com/agent-inject-secret-...` and `agent-inject-template-...`.
   *
   * Of another engine, or of version 1, take a template.
   *
   * @param secretPath with the mount and `data`, such as `secret/data/shop/database`
   * @param field such as `password`
   */
  public static field(secretPath: string, field: string): VaultFile {
    const template = `{{- with secret "${secretPath}" -}}{{ .Data.data.${field} }}{{- end -}}`;
    return new VaultFile(secretPath, { template, field });
  }

  /**
   * A template of the agent, for what has several values in it. It must hold no secret itself, and run no program.
   *
   * In the manifest: annotations `vault.hashicorp.com/agent-inject-secret-...` and `agent-inject-template-...`.
   *
   * @param secretPath as Vault has it, such as `secret/data/shop/database` or `database/creds/shop`
   * @param template such as `{{ with secret "secret/data/shop/database" }}{{ .Data.data.username }}{{ end }}`
   * @see https://developer.hashicorp.com/vault/docs/agent-and-proxy/agent/template
   */
  public static template(secretPath: string, template: string): VaultFile {
    return new VaultFile(secretPath, { template });
  }

  private constructor(
    private readonly path: string,
    private readonly content: { readonly template: string; readonly field?: string },
  ) {}

  /** @internal */
  public _check(scope: Construct, file: string): void {
    const prop = `files.${file}`;
    const { template, field } = this.content;
    checkSecretReference(scope, { prop: `${prop}.path`, remedy: 'put it into Vault, and name that' }, this.path);
    if (!PATH.test(this.path)) {
      const remedy = 'write it like secret/data/shop/database';
      fail(scope, { prop: `${prop}.path`, must: 'be a path of Vault', got: this.path, remedy });
    }
    if (field !== undefined && !VERSION_2.test(this.path)) {
      const [mount, ...rest] = this.path.split('/');
      const must = 'have data behind the mount, as fields of the engine in version 2 do';
      const remedy = `write ${[mount, 'data', ...rest].join('/')}, or for another engine VaultFile.template`;
      fail(scope, { prop: `${prop}.path`, must, got: this.path, remedy });
    }
    if (field !== undefined && !FIELD.test(field)) {
      const remedy = 'write a template that takes it by index';
      fail(scope, { prop: `${prop}.field`, must: 'be a word of letters, digits and _', got: field, remedy });
    }
    checkText(scope, `${prop}.template`, template);
    checkGoTemplate(scope, `${prop}.template`, template);
    checkRunsNothing(scope, `${prop}.template`, template);
    const kind = secretInTemplate({ key: file, text: template });
    if (kind === undefined) return;
    const remedy = 'put it into Vault, and take it from there';
    fail(scope, { prop: `${prop}.template`, must: 'hold no secret itself', got: new Unshown(kind), remedy });
  }

  /** @internal */
  public get _path(): string {
    return this.path;
  }

  /** @internal */
  public get _template(): string {
    return this.content.template;
  }
}

/** A plugin is a program that the agent runs, with its token at hand. */
function checkRunsNothing(scope: Construct, prop: string, template: string): void {
  const isRun = goTemplateParts(template).some(({ kind, text }) => kind === 'action' && callsFunction(text, PLUGIN));
  if (!isRun) return;
  const remedy = 'take the values by secret, and let the workload do the rest';
  fail(scope, { prop, must: 'run no program in the agent', got: PLUGIN, remedy });
}
