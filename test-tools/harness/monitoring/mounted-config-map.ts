import * as fs from 'fs';
import * as path from 'path';

/** A ConfigMap in a folder, as the kubelet keeps it: each state in a folder of its own, and a link to the latest. */
export class MountedConfigMap {
  private state = 0;

  constructor(private readonly folder: string, data: Readonly<Record<string, string>>) {
    fs.mkdirSync(folder, { recursive: true });
    this.write(data);
  }

  /** Brings in what the ConfigMap holds now, all of it at once. */
  public write(data: Readonly<Record<string, string>>): void {
    const state = `..state_${this.state++}`;
    fs.mkdirSync(path.join(this.folder, state));
    for (const [name, text] of Object.entries(data)) fs.writeFileSync(path.join(this.folder, state, name), text);
    fs.symlinkSync(state, path.join(this.folder, '..data_tmp'));
    fs.renameSync(path.join(this.folder, '..data_tmp'), path.join(this.folder, '..data'));
    for (const name of Object.keys(data)) {
      const link = path.join(this.folder, name);
      if (!fs.existsSync(link)) fs.symlinkSync(path.join('..data', name), link);
    }
  }
}
