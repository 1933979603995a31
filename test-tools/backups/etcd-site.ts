import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { Site } from './site';
import { EtcdBackup, EtcdBackupProps, EtcdRehearsalOptions } from '../../src';
import { Certificate } from '../harness/backups/certificates';
import { EtcdServer } from '../harness/backups/etcd-server';
import { JobOptions, JobResult } from '../harness/backups/job-run';

const PKI = '/etc/kubernetes/pki/etcd';

/** An etcd like that of a control plane, and a bucket for its backups. */
export class EtcdSite {
  /** Starts an etcd without keys. */
  public static async open(): Promise<EtcdSite> {
    const site = await Site.open();
    const server = site.authority.issue('etcd', { usage: 'server' });
    const client = site.authority.issue('client', { usage: 'client' });
    return new EtcdSite(site, await EtcdServer.start({ server, client }), { server, client });
  }

  private constructor(
    public readonly site: Site,
    public readonly etcd: EtcdServer,
    public readonly certificates: { readonly server: Certificate; readonly client: Certificate },
  ) {
    this.present(certificates.client);
  }

  /** Puts a client certificate where the control plane has it. */
  public present(client: Certificate): void {
    this.site.hostFiles[`${PKI}/ca.crt`] = client.authority;
    this.site.hostFiles[`${PKI}/healthcheck-client.crt`] = client.certificate;
    this.site.hostFiles[`${PKI}/healthcheck-client.key`] = client.key;
  }

  /** Runs the CronJob of the backup once. */
  public backUp(options?: JobOptions, props?: Partial<EtcdBackupProps>): Promise<JobResult> {
    return this.site.runCronJob('etcd', (scope) => this.build(scope, props), options);
  }

  /** Runs the CronJob of the drill once; only its first step reaches the bucket, and none the etcd. */
  public drill(options?: JobOptions, rehearsal?: Rehearsal): Promise<JobResult> {
    const build = (scope: Construct) => this.build(scope, rehearsal?.props, rehearsal);
    return this.site.runCronJob('etcd-drill', build, { isolated: ['restore', 'server', 'compare'], ...options });
  }

  /** Ends everything. */
  public async close(): Promise<void> {
    await this.etcd.destroy();
    await this.site.close();
  }

  private build(scope: Construct, props?: Partial<EtcdBackupProps>, rehearsal: Rehearsal = {}): void {
    const { destination } = this.site;
    const backup = new EtcdBackup(scope, 'etcd', { destination, endpoint: this.etcd.url, ...props });
    const { keys = ['/registry/'] } = rehearsal;
    backup.rehearse({ every: Duration.days(1), within: Duration.minutes(10), keys });
  }
}

/** What differs in a drill. */
export interface Rehearsal extends Partial<EtcdRehearsalOptions> {
  readonly props?: Partial<EtcdBackupProps>;
}
