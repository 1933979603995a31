import { PostgresHost } from './postgres-host';
import { shellWord } from '../../internal/values/markup/shell-words';
import { PageStep } from '../known-backups';
import { fetchSteps } from '../store/bucket-restoring';
import { Bucket } from '../store/bucket-steps';

/** How to restore the databases of a server by hand, from the bucket alone. */
export function postgresRestoring(bucket: Bucket, { name, port }: PostgresHost): PageStep[] {
  return [
    ...fetchSteps(bucket),
    {
      text: 'From where the new server can be reached, as a superuser: roles first, which have no passwords yet, '
        + 'then each database.',
      commands: [
        `export PGHOST=${shellWord(name)} PGPORT=${port}`,
        'psql --dbname=postgres --file=restore/globals.sql',
        'for dump in restore/*.dump; do pg_restore --exit-on-error --create --dbname=postgres "$dump"; done',
      ],
    },
    {
      text: 'Give the roles the passwords of your Secrets, and compare how many rows each table has with the files '
        + 'that end with .rows '
        + 'before users come back.',
      commands: ['cat restore/*.rows'],
    },
  ];
}
