import * as fs from 'fs';
import * as path from 'path';
import { run } from './commands';

const DAY = 24 * 60 * 60 * 1000;
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const CONFIG = `
[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[server]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
# etcd's own gateway calls etcd with the certificate of the server.
extendedKeyUsage = serverAuth,clientAuth
subjectAltName = DNS:localhost,IP:127.0.0.1
[client]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = clientAuth
`;

/** Files of a certificate, of its private key, and of the authority that it is to be held against. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
  readonly authority: string;
}

/** What a certificate is for; one that is expired was so yesterday. */
export interface CertificateOptions {
  readonly usage: 'server' | 'client';
  readonly expired?: boolean;
}

/** An authority that issues certificates for servers of this machine and for their clients. */
export class CertificateAuthority {
  /** File of its own certificate. */
  public readonly file: string;

  constructor(private readonly folder: string) {
    fs.mkdirSync(folder, { recursive: true });
    this.file = path.join(folder, 'ca.crt');
    fs.writeFileSync(path.join(folder, 'ca.conf'), CONFIG);
    fs.writeFileSync(path.join(folder, 'index.txt'), '');
    const files = ['-keyout', 'ca.key', '-out', this.file];
    this.openssl(['req', '-x509', ...KEY, ...files, '-subj', '/CN=test authority', '-days', '2']);
  }

  /** Issues a certificate; its name is that of its files and its common name. */
  public issue(name: string, { usage, expired = false }: CertificateOptions): Certificate {
    const key = path.join(this.folder, `${name}.key`);
    const certificate = path.join(this.folder, `${name}.crt`);
    const start = Date.now() - (expired ? 2 : 1) * DAY;
    const end = start + (expired ? 1 : 2) * DAY;
    this.openssl(['req', '-new', ...KEY, '-keyout', key, '-out', `${name}.csr`, '-subj', `/CN=${name}`]);
    const dates = ['-startdate', dateOf(start), '-enddate', dateOf(end)];
    const signer = ['-config', 'ca.conf', '-extensions', usage, '-cert', this.file, '-keyfile', 'ca.key'];
    this.openssl(['ca', '-batch', '-notext', ...signer, ...dates, '-in', `${name}.csr`, '-out', certificate]);
    return { certificate, key, authority: this.file };
  }

  private openssl(args: string[]): void {
    run('openssl', args, this.folder);
  }
}

/** As ASN.1 writes it, such as 20300102030405Z. */
function dateOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
}
