import { Duration, Size } from 'cdk8s';
import { BackupCase, DestinationCase, KeyCase } from './backup-case';
import { BackupDestination, BackupProps, RehearsalOptions, SecretKey } from '../../../src';
import { made, resources } from '../services/service-build';

/** The props that every backup has. */
export function backupProps(given: BackupCase): BackupProps {
  const { name, startingAt, everyHours, deadlineMinutes, moreObjective, transferImage, runbook } = given;
  return {
    name,
    startingAt,
    transferImage,
    runbook,
    destination: destinationOf(given.destination),
    every: Duration.hours(everyHours),
    deadline: Duration.minutes(deadlineMinutes),
    retention: made(given.retentionDays, Duration.days),
    recoveryPointObjective: made(moreObjective, (more) => Duration.seconds(leastObjective(given) + more)),
    encryptionKey: made(given.encryptionKey, secretKey),
    size: made(given.mebibytes, Size.mebibytes),
    resources: made(given.resources, resources),
  };
}

export function rehearsalOptions(given: BackupCase['rehearsal'] & object): RehearsalOptions {
  const { everyHours, withinSeconds, startingAt } = given;
  return { every: Duration.hours(everyHours), within: Duration.seconds(withinSeconds), startingAt };
}

export function secretKey({ secretName, key }: KeyCase): SecretKey {
  return SecretKey.of(secretName, key);
}

/** What may be promised at most: a month may have 31 days. */
export function leastObjective({ everyHours, deadlineMinutes }: BackupCase): number {
  const hours = everyHours === 30 * 24 ? 31 * 24 : everyHours;
  return hours * 3600 + deadlineMinutes * 60;
}

function destinationOf({ kind, bucket, word, identity, ...given }: DestinationCase): BackupDestination {
  const { endpoint, prefix } = given;
  const common = {
    prefix,
    credentials: made(given.credentials, secretKey),
    certificateAuthority: made(given.certificateAuthority, secretKey),
  };
  switch (kind) {
    case 's3': return BackupDestination.s3(bucket, { ...common, region: word, endpoint, roleArn: identity });
    case 'gcs': return BackupDestination.gcs(bucket, { ...common, serviceAccount: identity });
    default: return BackupDestination.azureBlob(bucket, { ...common, account: word, clientId: identity });
  }
}
