import { createRequire } from 'module';
import { Tool } from '../report/tool';

const { name, version, repository } = createRequire(__filename)('../../package.json') as {
  name: string; version: string; repository: { url: string };
};

/** This program, as its package says. */
export const TOOL: Tool = { name, version, address: repository.url.replace(/\.git$/, '') };
