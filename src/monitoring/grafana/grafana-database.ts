import { EnvValue } from 'cdk8s-plus-28';
import { GrafanaDatabase } from './grafana-props';
import { checkProcessText } from '../../internal/values/plain-text';
import { ProductionService } from '../../workloads/production-service';

const ACCESS = '/etc/grafana-database/access';
const ENCRYPTION = '/etc/grafana-database/encryption';
const AUTHORITY = '/etc/grafana-database/authority';

/** Lets a Grafana keep what it knows in a database, by an encrypted connection. */
export function keepInDatabase(service: ProductionService, database: GrafanaDatabase): void {
  const { server, encryptionKey, name = 'grafana' } = database;
  const { context, policy, container } = service._workload;
  checkProcessText(service, 'database.name', name);
  encryptionKey._check(service, 'database.encryptionKey');
  const { user, password, certificateAuthority } = server._access;
  const host = server._host(context);
  host.open(policy, service.reachablePods);
  service.mountSecret(password.secretName, ACCESS, { keys: { [password.key]: 'password' } });
  service.mountSecret(certificateAuthority.secretName, AUTHORITY, { keys: { [certificateAuthority.key]: 'ca.crt' } });
  service.mountSecret(encryptionKey.secretName, ENCRYPTION, { keys: { [encryptionKey.key]: 'key' } });
  const settings = {
    GF_DATABASE_TYPE: 'postgres',
    GF_DATABASE_HOST: `${host.name}:${host.port}`,
    GF_DATABASE_NAME: name,
    GF_DATABASE_USER: user,
    GF_DATABASE_PASSWORD__FILE: `${ACCESS}/password`,
    GF_DATABASE_SSL_MODE: 'verify-full',
    GF_DATABASE_CA_CERT_PATH: `${AUTHORITY}/ca.crt`,
    GF_SECURITY_SECRET_KEY__FILE: `${ENCRYPTION}/key`,
  };
  for (const [variable, value] of Object.entries(settings)) {
    container.env.addVariable(variable, EnvValue.fromValue(value));
  }
}
