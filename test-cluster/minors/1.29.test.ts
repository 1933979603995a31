import { describeMinor } from '../harness/minor';
import { describeValidity } from '../suites/validity';

describeMinor('1.29', describeValidity);
