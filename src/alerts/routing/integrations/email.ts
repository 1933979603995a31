import { Construct } from 'constructs';
import { checkHostPort, checkMailAddress } from './address-checks';
import { Integration } from './integration';
import { fail } from '../../../internal/fail';
import { checkText } from '../../../internal/values/plain-text';
import { EmailOptions } from '../receiver-options';

/** Mail through a server that encrypts. */
export function email(to: string, options: EmailOptions): Integration {
  const { server, sender, user, password } = options;
  return {
    list: { file: 'email_configs', object: 'emailConfigs' },
    credentials: password === undefined ? [] : [
      { prop: 'password', field: { file: 'auth_password_file', object: 'authPassword' }, key: password },
    ],
    settings: {
      file: { to, from: sender, smarthost: server, ...named('auth_username', user), require_tls: true },
      object: { to, from: sender, smarthost: server, ...named('authUsername', user), requireTLS: true },
    },
    check: (scope, prop) => check(scope, prop, { to, ...options }),
  };
}

function check(scope: Construct, prop: string, { to, server, sender, user, password }: EmailOptions & { to: string }) {
  checkMailAddress(scope, { prop: `${prop}.to`, value: to });
  checkMailAddress(scope, { prop: `${prop}.sender`, value: sender });
  checkHostPort(scope, { prop: `${prop}.server`, value: server });
  if (user !== undefined) checkText(scope, `${prop}.user`, user);
  if ((user === undefined) === (password === undefined) && user !== '') return;
  const remedy = 'give both, or neither where the server takes mail without';
  fail(scope, { prop: `${prop}.user`, must: 'be given with a password', got: user, remedy });
}

function named(field: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [field]: value };
}
