import { App } from 'cdk8s';
import { writeTree } from './trees';

const [tree, size, outdir] = process.argv.slice(2);

writeTree(new App({ outdir }), tree, size);
