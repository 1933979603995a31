import { describeMinor } from '../harness/minor';
import { describeAccess } from '../suites/access';
import { describeBrokenFixtures } from '../suites/broken-fixtures';
import { describeConformance } from '../suites/conformance';
import { describeValidity } from '../suites/validity';

describeMinor('1.28', describeAccess, describeConformance, describeBrokenFixtures, describeValidity);
