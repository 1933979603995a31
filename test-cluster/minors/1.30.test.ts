import { describeMinor } from '../harness/minor';
import { describeBrokenFixtures } from '../suites/broken-fixtures';
import { describeConformance } from '../suites/conformance';

describeMinor('1.30', describeConformance, describeBrokenFixtures);
