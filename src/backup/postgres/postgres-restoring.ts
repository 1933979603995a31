import { PostgresHost } from './postgres-host';
import { shellWord } from '../../internal/values/markup/shell-words';
import { PageStep } from '../known-backups';
import { fetchSteps } from '../store/bucket-restoring';
import { Bucket } from '../store/bucket-steps';

/** How to restore the databases of a server by hand, from the bucket alone. */
export function postgresRestoring(bucket: Bucket, host: PostgresHost, backup: string): PageStep[] {
  return [
    ...fetchSteps(bucket, backup),
    {
      text: 'Into an empty server, as a superuser with PGUSER and PGPASSWORD: roles first, which have no passwords '
        + 'yet, then each database. One that is there already is not replaced: rename it before.',
      commands: [
        ...connection(host),
        'psql --dbname=postgres --file=restore/globals.sql',
        'for dump in restore/*.dump; do pg_restore --exit-on-error --create --dbname=postgres "$dump"; done',
      ],
    },
    {
      text: 'Give the roles the passwords of your Secrets, and compare how many rows each table has with the files '
        + 'that end with .rows before users come back.',
      commands: ['cat restore/*.rows'],
    },
  ];
}

/** The names of a cluster are known in it alone. */
function connection({ name, port, reach: [namespace] }: PostgresHost): string[] {
  if (namespace === undefined) return [`export PGHOST=${shellWord(name)} PGPORT=${port}`];
  const [service] = name.split('.');
  return [
    `kubectl -n ${namespace} port-forward service/${service} ${port}:${port} &`,
    `export PGHOST=127.0.0.1 PGPORT=${port}`,
  ];
}
