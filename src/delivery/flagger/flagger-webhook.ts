import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { checked } from '../../internal/signatures/checked';
import { checkProcessText } from '../../internal/values/plain-text';

/** A Service as it is found from any namespace. */
const SERVICE_HOST = /^[a-z][a-z0-9-]*\.([a-z0-9-]+)(?:\.svc(?:\.cluster\.local)?)?$/;
/** What a shell reads as it stands. */
const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/**
 * What Flagger calls beside its metrics: a tester that runs commands, such as its own load tester.
 *
 * A tester of the cluster, at `http://<service>.<namespace>/`, is let in to the pods of both versions by its namespace.
 * It calls the new version by `<name>-canary.<namespace>`.
 */
@checked
export class FlaggerWebhook {
  /**
   * Runs a command before the new version gets requests of users. Where it fails, so does the step.
   *
   * In the manifest: Canary `spec.analysis.webhooks[]` of the type `pre-rollout`.
   *
   * @example
   *
   * FlaggerWebhook.acceptanceTest('http://flagger-loadtester.test/', [
   *   'curl', '-sf', 'http://shop-canary.shop/readyz',
   * ]);
   *
   * @param url of the tester
   * @param command the program and its arguments, each as it is: the tester's shell finds them quoted
   */
  public static acceptanceTest(url: string, command: string[]): FlaggerWebhook {
    return new FlaggerWebhook('acceptance-test', url, command);
  }

  /**
   * Runs a command in each step, so that there are requests to judge by.
   *
   * In the manifest: Canary `spec.analysis.webhooks[]` of the type `rollout`.
   *
   * @param url of the tester
   * @param command the program and its arguments, each as it is: the tester's shell finds them quoted
   */
  public static loadTest(url: string, command: string[]): FlaggerWebhook {
    return new FlaggerWebhook('load-test', url, command);
  }

  private constructor(
    private readonly test: 'acceptance-test' | 'load-test',
    private readonly url: string,
    private readonly command: readonly string[],
  ) {}

  /** What it does, in a word. @internal */
  public get _name(): string {
    return this.test;
  }

  /** Whether it says if the new version is good. @internal */
  public get _judges(): boolean {
    return this.test === 'acceptance-test';
  }

  /** Whether it sends requests that can be measured. @internal */
  public get _isLoad(): boolean {
    return this.test === 'load-test';
  }

  /** Where in the cluster the tester is; undefined where the address names no namespace. @internal */
  public get _namespace(): string | undefined {
    const [, namespace] = SERVICE_HOST.exec(new URL(this.url).hostname) ?? [];
    return namespace;
  }

  /** Refuses what no tester could be asked. @internal */
  public _check(scope: Construct): void {
    const { url, command } = this;
    if (!isHttp(url)) {
      const must = 'be an address of HTTP';
      fail(scope, { prop: 'webhooks.url', must, got: url, remedy: 'write it like http://flagger-loadtester.test/' });
    }
    if (command.length === 0) {
      const remedy = 'write the program and its arguments';
      fail(scope, { prop: 'webhooks.command', must: 'hold a program', got: command, remedy });
    }
    command.forEach((part) => checkProcessText(scope, 'webhooks.command', part));
  }

  /** As the Canary has it. @internal */
  public _rendered(): object {
    const { test, url, command } = this;
    const cmd = command.map(quoted).join(' ');
    return test === 'load-test'
      ? { name: test, type: 'rollout', url, timeout: '5s', metadata: { cmd } }
      : { name: test, type: 'pre-rollout', url, timeout: '60s', metadata: { type: 'bash', cmd } };
  }
}

/** One word to a shell, whatever is in it. */
function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replace(/'/g, '\'\\\'\'')}'`;
}

function isHttp(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol) && !/\s/.test(text);
  } catch {
    return false;
  }
}
