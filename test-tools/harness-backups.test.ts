import * as fs from 'fs';
import * as path from 'path';
import { setTimeout as sleep } from 'timers/promises';
import { JobOptions, JobResult, runJob } from './harness/backups/job-run';
import { World } from './harness/backups/pod';
import { canRunBackups } from './harness/backups/requirements';
import { Manifest } from '../test/support/schemas';

interface RunOptions extends JobOptions {
  readonly world?: World;
  readonly activeDeadlineSeconds?: number;
}

const NOTHING: World = { objects: [], secrets: {}, hostFiles: {} };
const DATA = { name: 'data', emptyDir: { sizeLimit: '1Mi' } };

const describeWhereItRuns = canRunBackups() ? describe : describe.skip;

describeWhereItRuns('a Job whose containers are processes', () => {
  it('takes the user, the groups and no right beyond them', async () => {
    const { logs } = await run([script('main', 'id -u; id -g; id -G; grep CapBnd /proc/self/status; touch /x')], {
      securityContext: { runAsUser: 10001, runAsGroup: 10002, fsGroup: 10003 },
    });
    const [uid, gid, groups, rights, refused] = logs.main.trim().split('\n');
    expect([uid, gid, groups]).toEqual(['10001', '10002', '10002 10003']);
    expect(rights).toMatch(/\t0{16}$/);
    expect(refused).toContain('Read-only file system');
  });

  it('has no capability as root either', async () => {
    const { logs } = await run([script('main', 'id -u; chown 5 /data')], {});
    expect(logs.main).toMatch(/^0\n.*Operation not permitted/);
  });

  it('has no shell where the image has none', async () => {
    const shell = { ...script('main', 'true'), image: 'registry.k8s.io/etcd:3.6.16' };
    const { succeeded, exitCodes, logs } = await run([shell]);
    expect({ succeeded, exitCodes }).toEqual({ succeeded: false, exitCodes: { main: 128 } });
    expect(logs.main).toContain('executable file not found');
    const { logs: said } = await run([{ name: 'main', image: 'quay.io/coreos/etcd', command: ['etcdutl', 'version'] }]);
    expect(said.main).toContain('etcdutl version: 3.6.16');
  });

  it('runs the entrypoint of the image where there is no command, and Debian for PostgreSQL', async () => {
    const { logs } = await run([
      { name: 'rclone', image: 'rclone/rclone', args: ['version'], env: [{ name: 'RCLONE_CONFIG', value: '' }] },
      { name: 'postgres', image: 'postgres:15', command: ['sh', '-ec', 'pg_dump --version; psql --version'] },
    ]);
    expect(logs.rclone).toMatch(/^rclone v1\.75\.0/);
    expect(logs.postgres).toMatch(/^pg_dump .* 15\..*\npsql .* 15\./);
  });

  it('starts one container after the other, and ends a sidecar last', async () => {
    const trap = 'trap "echo asked >> /data/log; exit 0" TERM';
    const sidecar = script('sidecar', `${trap}; echo side >> /data/log; sleep 60 & wait`);
    const pause = 'sleep 0.3; echo $NAME >> /data/log';
    const first = { ...script('first', pause), env: [{ name: 'NAME', value: 'first' }] };
    const main = { ...script('main', 'echo $POD $(POD) "\\$$(POD)" >> /data/log'), env: [podName()] };
    const result = await run([main], {
      initContainers: [{ ...sidecar, restartPolicy: 'Always' }, first],
    }, { keepVolumes: true, podName: 'web-1' });
    expect(read(result, 'log')).toBe('side\nfirst\nweb-1 web-1 $(POD)\nasked\n');
    expect(result).toMatchObject({ succeeded: true, exitCodes: { first: 0, main: 0, sidecar: 0 } });
    result.dispose();
    expect(fs.existsSync(result.volumes.data)).toBe(false);
  });

  it('fails with the first container that fails', async () => {
    const ended: string[] = [];
    const result = await run([script('main', 'true')], {
      initContainers: [script('first', 'exit 3'), script('second', 'true')],
    }, { afterStep: (name) => void ended.push(name) });
    const { succeeded, failedStep, reason, exitCodes } = result;
    expect({ succeeded, failedStep, reason, exitCodes }).toEqual({
      succeeded: false, failedStep: 'first', reason: 'BackoffLimitExceeded', exitCodes: { first: 3 },
    });
    expect(ended).toEqual(['first']);
  });

  it('ends what takes too long, though it does not listen', async () => {
    const { seconds, reason, failedStep } = await run([script('main', 'sleep 60; true')], {}, {
      activeDeadlineSeconds: 1,
    });
    expect({ reason, failedStep }).toEqual({ reason: 'DeadlineExceeded', failedStep: 'main' });
    expect(seconds).toBeLessThan(10);
  });

  it('kills a step with all its children', async () => {
    const mark = `6${process.pid}.5`;
    const { exitCodes } = await run([script('main', `sleep ${mark} & echo started; wait`)], {}, {
      duringStep: async (step) => {
        while (!step.logs().includes('started')) await sleep(20);
        step.kill();
      },
    });
    expect(exitCodes).toEqual({ main: 137 });
    expect(commandLines()).not.toContain(`sleep\0${mark}\0`);
  });

  it('lets a volume be full', async () => {
    const write = [script('main', 'dd if=/dev/urandom of=/data/f bs=1M count=2')];
    expect((await run(write)).succeeded).toBe(true);
    const { logs } = await run(write, {}, { enforceSizeLimits: true });
    expect(logs.main).toContain('No space left on device');
    expect((await run(write, {}, { sizeOf: { data: 8192 } })).succeeded).toBe(false);
    expect(fs.readFileSync('/proc/mounts', 'utf8')).not.toContain('preflight-job-');
  });

  it('gives files of Secrets and ConfigMaps to the group', async () => {
    const world: World = {
      objects: [{ kind: 'ConfigMap', metadata: { name: 'settings' }, data: { level: 'high' } }],
      secrets: { keys: { 'access': 'AK', 'tls.key': Buffer.from('KEY') } },
      hostFiles: { '/etc/kubernetes/ca.crt': __filename },
    };
    const secret = { secretName: 'keys', defaultMode: 0o400, items: [{ key: 'tls.key', path: 'own/key' }] };
    const volumes = [
      DATA,
      { name: 'secret', secret },
      { name: 'both', projected: { sources: [{ secret: { name: 'keys' } }, { configMap: { name: 'settings' } }] } },
      { name: 'node', hostPath: { path: '/etc/kubernetes/ca.crt', type: 'File' } },
    ];
    const mounts = [
      { name: 'secret', mountPath: '/secret' },
      { name: 'both', mountPath: '/one/level', subPath: 'level' },
      { name: 'node', mountPath: '/node.crt', readOnly: true },
      { name: 'data', mountPath: '/data/deep', subPath: 'deep' },
    ];
    const env = [{ name: 'ACCESS', valueFrom: { secretKeyRef: { name: 'keys', key: 'access' } } }];
    const text = 'stat -Lc "%a %u %g" /secret/own/key; cat /secret/own/key /one/level; wc -l < /node.crt; '
      + 'echo $ACCESS; touch /data/deep/f; stat -c "%g" /data/deep/f; touch /secret/f';
    const container = script('main', text);
    const { logs } = await run([{ ...container, env, volumeMounts: [...container.volumeMounts, ...mounts] }], {
      volumes, securityContext: { runAsUser: 10001, fsGroup: 10003 },
    }, { world });
    const lines = fs.readFileSync(__filename, 'utf8').split('\n').length - 1;
    expect(logs.main).toContain(`440 0 10003\nKEYhigh${lines}\nAK\n10003\n`);
    expect(logs.main).toContain('Read-only file system');
  });

  it('isolates containers that see each other', async () => {
    const server = script('server', 'echo hello > /data/page; httpd -f -p 127.0.0.1:8080 -h /data');
    const get = 'wget -q -O - http://127.0.0.1:8080/page';
    const fetch = `until ${get} 2>/dev/null; do sleep 0.1; done; touch /data/got`;
    const client = script('client', `ip -o link | wc -l; ${fetch}`);
    const other = script('other', `until test -e /data/got; do sleep 0.1; done; ${get}`);
    const { logs, exitCodes } = await run([client, other], {
      initContainers: [{ ...server, restartPolicy: 'Always' }],
    }, { isolated: ['server', 'client'], activeDeadlineSeconds: 20 });
    expect(exitCodes).toMatchObject({ client: 0, other: 1 });
    expect(logs.client).toBe('1\nhello\n');
  });

  it('does not start what it cannot', async () => {
    await expect(run([{ ...script('main', 'true'), envFrom: [{ secretRef: { name: 'gone' } }] }]))
      .rejects.toThrow('Secret "gone" not found');
    await expect(run([{ ...script('main', 'true'), image: 'web:1' }])).rejects.toThrow('nothing stands for');
    await expect(run([script('main', 'true')], { securityContext: { runAsNonRoot: true } })).rejects.toThrow('as root');
  });
});

function script(name: string, text: string): Manifest {
  const volumeMounts = [{ name: 'data', mountPath: '/data' }];
  return { name, image: 'docker.io/rclone/rclone:1.75.0', command: ['sh', '-c', text], volumeMounts };
}

function podName(): object {
  return { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } };
}

function run(containers: Manifest[], pod: Manifest = {}, given: RunOptions = {}): Promise<JobResult> {
  const { world = NOTHING, activeDeadlineSeconds, ...options } = given;
  const spec = { volumes: [DATA], ...pod, containers };
  const jobTemplate = { spec: { activeDeadlineSeconds, template: { spec } } };
  return runJob({ kind: 'CronJob', metadata: { name: 'backup' }, spec: { jobTemplate } }, world, options);
}

function read({ volumes }: JobResult, name: string): string {
  return fs.readFileSync(path.join(volumes.data, name), 'utf8');
}

function commandLines(): string[] {
  return fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => {
    try {
      return fs.readFileSync(`/proc/${name}/cmdline`, 'utf8');
    } catch {
      return '';
    }
  });
}
