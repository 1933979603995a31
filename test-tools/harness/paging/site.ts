import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Chart, Duration } from 'cdk8s';
import { AlertingServer } from './alerting-server';
import { Exporter } from './exporter';
import { Told } from './told';
import { Watched } from './watched';
import { AlertReceiver, AlertRouting, SecretKey } from '../../../src';
import { render } from '../../../test/support/render';
import { freePorts } from '../../../test-cluster/harness/free-ports';
import { waitFor } from '../../../test-cluster/harness/wait';
import { routingsOf, ruleFilesOf } from '../alerts/written-alerting';

const SECRET = 'receivers';
export const ROUTING_KEY = 'a-routing-key';

/** Two of Prometheus and two of Alertmanager, with the rules and the routing that we write, around what is watched. */
export class AlertingSite {
  /** Starts everything; where they are no cluster, no Alertmanager knows what the other one has sent. */
  public static async open(watched: Watched, isCluster: boolean): Promise<AlertingSite> {
    const exporter = await Exporter.listen(() => watched.metrics());
    const site = new AlertingSite(watched, await Told.listen(), exporter);
    try {
      await site.start(isCluster);
    } catch (error) {
      await site.close();
      throw error;
    }
    return site;
  }

  public readonly alertmanagers: AlertingServer[] = [];
  public readonly prometheuses: AlertingServer[] = [];
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-paging-'));

  private constructor(
    public readonly watched: Watched, public readonly told: Told, private readonly exporter: Exporter,
  ) {}

  /** Waits until there are so many messages. */
  public async hears(messages: readonly unknown[], count: number): Promise<void> {
    const heard = async () => (messages.length >= count ? true : undefined);
    await waitFor({ what: `message ${count} of those`, seconds: 30 }, heard);
  }

  /** Ends everything. */
  public async close(): Promise<void> {
    await Promise.all([...this.prometheuses, ...this.alertmanagers].map((server) => server.kill()));
    this.told.close();
    this.exporter.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private async start(isCluster: boolean): Promise<void> {
    const manifests = render((chart) => {
      this.watched.addTo(chart);
      this.route(chart);
    });
    const [written] = routingsOf(manifests);
    // PagerDuty is asked by TLS alone, and this one speaks none.
    const configuration = written.replaceAll('https://127.0.0.1:', 'http://127.0.0.1:');
    const [one, two, ...others] = await freePorts(6);
    const { folder } = this;
    for (const [port, own, peers] of [[one, others[0], []], [two, others[1], [others[0]]]] as const) {
      const cluster = isCluster ? { port: own, peers } : undefined;
      this.alertmanagers.push(await AlertingServer.alertmanager({ folder, port, configuration, cluster }));
    }
    if (isCluster) await this.meet();
    const scraped = {
      ruleFiles: this.watched.rulesOf(ruleFilesOf(manifests)),
      target: this.exporter.target,
      interval: this.watched.interval,
      alertmanagers: [one, two],
    };
    for (const port of others.slice(2)) {
      this.prometheuses.push(await AlertingServer.prometheus({ folder, port, replica: `${port}`, ...scraped }));
    }
  }

  private async meet(): Promise<void> {
    const [first, second] = this.alertmanagers;
    await waitFor({ what: 'a cluster of two', seconds: 20 }, async () => (
      await first.peers() === 2 && await second.peers() === 2 ? true : undefined
    ));
  }

  /** With the addresses of this machine, and as quick as the machine is. */
  private route(chart: Chart): AlertRouting {
    const { url } = this.told;
    const secretsFolder = path.join(this.folder, 'secrets');
    const files = { pagerduty: ROUTING_KEY, slack: `${url}/services/T/B/X`, watchdog: `${url}/ping/uuid` };
    fs.mkdirSync(path.join(secretsFolder, SECRET), { recursive: true });
    for (const [key, value] of Object.entries(files)) fs.writeFileSync(path.join(secretsFolder, SECRET, key), value);
    return new AlertRouting(chart, 'alerts', {
      critical: AlertReceiver.pagerDuty(SecretKey.of(SECRET, 'pagerduty'), {
        url: `${url.replace('http:', 'https:')}/v2/enqueue`,
      }),
      warning: AlertReceiver.slack(SecretKey.of(SECRET, 'slack'), { channel: '#ops' }),
      watchdog: AlertReceiver.webhook(SecretKey.of(SECRET, 'watchdog')),
      groupWait: Duration.seconds(1),
      groupInterval: Duration.seconds(4),
      repeatInterval: Duration.hours(4),
      secretsFolder,
    });
  }
}
