import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { AlertingServer } from './alerting-server';
import { Told } from './told';
import { Alertmanager, AlertReceiver, AlertRouting, SecretKey } from '../../../src';
import { only, render } from '../../../test/support/render';
import { Manifest } from '../../../test/support/schemas';
import { freePorts } from '../../../test-cluster/harness/free-ports';
import { waitFor } from '../../../test-cluster/harness/wait';

const SECRET = 'receivers';
const SECRETS_FOLDER = '/etc/alertmanager/secrets';
const PEER = /^--cluster\.peer=alertmanager-(\d)\.alertmanager:9094$/;
/** As much shorter than the interval of the groups as they are where nothing was shortened. */
const WAITS = ['--cluster.settle-timeout=1s', '--cluster.gossip-interval=50ms', '--cluster.peer-timeout=1500ms'];

/** Three Alertmanagers with the arguments, the configuration and the files of Secrets that `Alertmanager` writes. */
export class WrittenCluster {
  /** Starts them; where they are strangers, none is told of the others. */
  public static async open({ areStrangers }: { readonly areStrangers: boolean }): Promise<WrittenCluster> {
    const cluster = new WrittenCluster(await Told.listen(), areStrangers);
    try {
      await cluster.start();
    } catch (error) {
      await cluster.close();
      throw error;
    }
    return cluster;
  }

  public readonly members: AlertingServer[] = [];
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-cluster-'));

  private constructor(public readonly told: Told, private readonly areStrangers: boolean) {}

  /** Tells those who are there of alerts, as Prometheus does. */
  public async alert(...alerts: Record<string, string>[]): Promise<void> {
    await Promise.all(this.members.map((member) => member.alert(...alerts)));
  }

  /** Ends the first one without a word. */
  public async killOne(): Promise<void> {
    await this.members.shift()!.kill();
  }

  /** Another value of the key of the Secret, as the kubelet brings it to pods that run. */
  public renew(key: string, value: string): void {
    fs.writeFileSync(path.join(this.folder, SECRET, key), value);
  }

  public async close(): Promise<void> {
    await Promise.all(this.members.map((member) => member.kill()));
    this.told.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private async start(): Promise<void> {
    const manifests = written(this.told.url);
    const { containers, volumes } = only(manifests, 'StatefulSet').spec.template.spec;
    this.writeSecrets(volumes);
    const ports = await freePorts(6);
    const [webPorts, clusterPorts] = [ports.slice(0, 3), ports.slice(3)];
    const configuration = this.placed(configurationOf(manifests));
    for (const [index, port] of webPorts.entries()) {
      const args = (own: string) => [...this.argsOf(containers[0].args, { own, clusterPorts, index }), ...WAITS];
      this.members.push(await AlertingServer.member({ folder: this.folder, port, configuration, args }));
    }
    if (!this.areStrangers) await this.meet();
  }

  /** As the kubelet does what the volume says. */
  private writeSecrets(volumes: readonly Manifest[]): void {
    const values: Record<string, string> = secretOf(this.told.url);
    for (const { secret } of volumes.flatMap(({ projected }) => projected?.sources ?? [])) {
      for (const { key, path: place } of secret.items) {
        fs.mkdirSync(path.join(this.folder, path.dirname(place)), { recursive: true });
        fs.writeFileSync(path.join(this.folder, place), values[key]);
      }
    }
  }

  /** As quick as this machine, and with its folder; PagerDuty is asked by TLS alone, and this one speaks none. */
  private placed(configuration: string): string {
    return configuration.replaceAll(SECRETS_FOLDER, this.folder).replaceAll('https://127.0.0.1:', 'http://127.0.0.1:')
      .replaceAll('group_wait: 30s', 'group_wait: 1s').replaceAll('group_interval: 5m', 'group_interval: 4s');
  }

  private argsOf(args: readonly string[], { own, clusterPorts, index }: Place): string[] {
    return args.filter((argument) => !(this.areStrangers && PEER.test(argument))).map((argument) => argument
      .replace(PEER, (_, ordinal) => `--cluster.peer=127.0.0.1:${clusterPorts[Number(ordinal)]}`)
      .replace('[$(POD_IP)]:9094', `[127.0.0.1]:${clusterPorts[index]}`)
      .replace('--config.file=/etc/alertmanager/config', `--config.file=${own}`)
      .replace('--storage.path=/alertmanager', `--storage.path=${own}/data`));
  }

  private async meet(): Promise<void> {
    await waitFor({ what: 'a cluster of three', seconds: 30 }, async () => {
      const known = await Promise.all(this.members.map((member) => member.peers()));
      return known.every((count) => count === 3) ? true : undefined;
    });
  }
}

/** Where a member runs. */
interface Place {
  readonly own: string;
  readonly clusterPorts: readonly number[];
  readonly index: number;
}

function written(url: string): Manifest[] {
  const key = (name: string) => SecretKey.of(SECRET, name);
  const pagerUrl = `${url.replace('http:', 'https:')}/v2/enqueue`;
  return render((chart) => {
    new AlertRouting(chart, 'alerts', {
      critical: AlertReceiver.pagerDuty(key('pagerduty'), { url: pagerUrl }),
      warning: AlertReceiver.slack(key('slack'), { channel: '#ops' }),
      watchdog: AlertReceiver.webhook(key('watchdog')),
    });
    new Alertmanager(chart, 'alertmanager');
  });
}

/** What the Secret holds. */
function secretOf(url: string) {
  return { pagerduty: 'a-routing-key', slack: `${url}/services/T/B/X`, watchdog: `${url}/ping/uuid` };
}

function configurationOf(manifests: readonly Manifest[]): string {
  const own = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'alertmanager');
  return own!.data['alertmanager.yaml'];
}
