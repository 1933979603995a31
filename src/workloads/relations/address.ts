import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { checkEnvironmentName } from '../../internal/naming/environment-names';
import { checked } from '../../internal/signatures/checked';
import { checkProcessText } from '../../internal/values/plain-text';

const SCHEME = /^[a-z][a-z0-9+.-]*$/i;
const SUBPROTOCOL = /^[a-z][a-z0-9+.-]*(:[a-z][a-z0-9+.-]*)*$/i;
const PATH = /^(\/\S*)?$/;
const DATABASE = /^[^\s/]\S*$/;
const PLACEHOLDER = /\{([A-Za-z0-9_]*)\}/g;

/** Where something is, as its callers find it. */
interface Place {
  readonly host: string;
  readonly port: number;
}

/**
 * An environment variable that says where a dependency is, in the form that the process reads.
 *
 * The host is the name of the Service, with its namespace where that is another one than the caller's.
 */
@checked
export class Address {
  /**
   * Host and port, `ledger:8080`.
   *
   * @param variable name of the variable
   */
  public static hostAndPort(variable: string): Address {
    return new Address(variable, '{host}:{port}');
  }

  /**
   * The host alone, `ledger`.
   *
   * @param variable name of the variable
   */
  public static host(variable: string): Address {
    return new Address(variable, '{host}');
  }

  /**
   * The port alone, `8080`.
   *
   * @param variable name of the variable
   */
  public static port(variable: string): Address {
    return new Address(variable, '{port}');
  }

  /**
   * A URL, `http://ledger:8080/v2`.
   *
   * @param variable name of the variable
   * @param scheme such as `http`
   * @param path what follows the port, such as `/v2`; nothing where it is left out
   */
  public static url(variable: string, scheme: string, path: string = ''): Address {
    return new Address(variable, `${scheme}://{host}:{port}${path}`, [
      { name: 'scheme', value: scheme, form: SCHEME, example: 'http' },
      { name: 'path', value: path, form: PATH, example: '/v2' },
    ]);
  }

  /**
   * A URL as JDBC has it, `jdbc:postgresql://ledger:5432/accounts`.
   *
   * Oracle and SQL Server have forms of their own, which `template` can write.
   *
   * @param variable name of the variable
   * @param subprotocol the driver, such as `postgresql`
   * @param database what follows the port and `/`, with parameters where there are some
   */
  public static jdbc(variable: string, subprotocol: string, database: string): Address {
    return new Address(variable, `jdbc:${subprotocol}://{host}:{port}/${database}`, [
      { name: 'subprotocol', value: subprotocol, form: SUBPROTOCOL, example: 'postgresql' },
      { name: 'database', value: database, form: DATABASE, example: 'accounts' },
    ]);
  }

  /**
   * Any text, with `{host}` and `{port}` where those belong.
   *
   * It may refer to other variables of the container by `$(NAME)`, such as one that `addSecretVariable` adds.
   *
   * @example
   *
   * api.addSecretVariable('DB_PASSWORD', SecretKey.of('ledger-db', 'password'));
   * api.dependsOn(store, { addresses: [Address.template('DB_URI', 'postgres://api:$(DB_PASSWORD)@{host}:{port}/x')] });
   *
   * @param variable name of the variable
   * @param template the text
   */
  public static template(variable: string, template: string): Address {
    return new Address(variable, template);
  }

  private constructor(
    /** @internal */
    public readonly _variable: string,
    private readonly text: string,
    private readonly parts: readonly Part[] = [],
  ) {}

  /** Refuses what is no address. @internal */
  public _check(scope: Construct, prop: string): void {
    checkEnvironmentName(scope, prop, this._variable);
    this.parts.forEach((part) => checkPart(scope, prop, part));
    checkProcessText(scope, prop, this.text);
    const names = [...this.text.matchAll(PLACEHOLDER)].map(([, name]) => name);
    if (names.length > 0 && names.every((name) => name === 'host' || name === 'port')) return;
    const must = 'have {host} or {port} in it, and no other word in braces';
    const remedy = 'write it like tcp://{host}:{port}; what is no address goes into env';
    fail(scope, { prop, must, got: this.text, remedy });
  }

  /** The value of the variable. @internal */
  public _value({ host, port }: Place): string {
    return this.text.replace(PLACEHOLDER, (_, name) => (name === 'host' ? host : String(port)));
  }
}

/** A part of a URL that the user gave. */
interface Part {
  readonly name: string;
  readonly value: string;
  readonly form: RegExp;
  readonly example: string;
}

function checkPart(scope: Construct, prop: string, { name, value, form, example }: Part): void {
  if (typeof value === 'string' && form.test(value)) return;
  const must = `have a ${name} that can stand in a URL`;
  fail(scope, { prop, must, got: value, remedy: `write it like ${example}` });
}
