import { describe, expect, it } from 'vitest';
import { explainFailure } from '../../../local/explain-failure';
import { ExplainedFailure } from '../../../local/explained-failure';
import {
  EnrollmentFault,
  ProtocolViolation,
  SyncRefused,
  TermsRefused,
  TransportFailure,
} from '../../../simulator/index';

const FAULT = {
  subcode: 'Authorization',
  errorType: undefined,
  reason: 'Your company does not use it',
  traceId: undefined,
};

describe('explainFailure', () => {
  it.each([
    [new ExplainedFailure('It broke', 'Mend it.'), 'It broke', 'Mend it.'],
    [
      new ProtocolViolation('the reply must be short', 'OMA'),
      'The service broke a rule: the reply must be short',
      '--verbose',
    ],
    [new TermsRefused('server_error', 'no terms'), 'The terms of use were refused: no terms', '--verbose'],
    [new EnrollmentFault(500, FAULT), 'The enrollment was refused: Your company does not use it', '--verbose'],
    [new SyncRefused(403, ''), 'The service refused the sync with HTTP 403', '--fresh'],
    [new TransportFailure('connection reset'), 'The service gave no reply: connection reset', '--verbose'],
    [new Error('It is missing.\n'), 'It is missing', '--verbose'],
    ['a text', 'a text', '--verbose'],
  ])('makes one sentence and a way out of %s', (thrown, sentence, advice) => {
    const [told, way] = explainFailure(thrown);
    expect(told).toContain(sentence);
    expect(way).toContain(advice);
  });
});
