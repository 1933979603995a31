import { secretsInFields } from '../../../internal/secrets/objects/field-secrets';
import { secretsText } from '../../../internal/secrets/objects/found-secret';
import { Finding } from '../../model/check';
import { Manifest } from '../../model/manifest';

/** What is to be said of the secrets in the fields of an object; what was found is not repeated. */
export function fieldFindings({ content, pods }: Manifest): Finding[] {
  const secrets = secretsInFields(content, pods);
  if (secrets.length === 0) return [{ passed: true, message: 'holds no secret as text' }];
  return [{ passed: false, message: `holds what looks like ${secretsText(secrets)}`, path: secrets[0].path }];
}
