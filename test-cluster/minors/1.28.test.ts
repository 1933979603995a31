import { describeMinor } from '../harness/minor';
import { describeBrokenFixtures } from '../suites/broken-fixtures';
import { describeConformance } from '../suites/conformance';

describeMinor('1.28', describeConformance, describeBrokenFixtures);
