import { writeTree } from './trees';
import { ProductionApp } from '../../../src';

const [tree, size, outdir] = process.argv.slice(2);

writeTree(new ProductionApp({ outdir }), tree, size);
