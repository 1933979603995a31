import { itTakesAnyCall } from './any-call';
import { expectComplete } from './services/service-verify';
import { STATEFUL_PLANTS } from './stateful/stateful-bad-values';
import { buildStatefulApp } from './stateful/stateful-build';
import { validStatefulCase } from './stateful/stateful-case';
import { STATEFUL_SERVICE } from './stateful/stateful-expectations';

describe('a StatefulService', () => {
  itTakesAnyCall({
    valid: validStatefulCase,
    plants: STATEFUL_PLANTS,
    textPlants: STATEFUL_PLANTS.filter(({ values }) => typeof values[values.length - 1] === 'string'),
    build: buildStatefulApp,
    verify: (given, app) => expectComplete(given, app, STATEFUL_SERVICE),
    cases: 60,
  });
});
