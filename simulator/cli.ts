import { CommandError } from './commands/command-error';
import { createProgram } from './commands/program';
import { ProtocolViolation } from './conformance/protocol-violation';
import { EnrollmentFault } from './enrollment/enrollment-fault';
import { SyncRefused } from './session/sync-refused';
import { NotEnrolled } from './simulated-pc';
import { TermsRefused } from './terms/read-answer';
import { TermsNotShown } from './terms/visit-terms';
import { TransportFailure } from './transport/transport';

const EXPECTED = [
  CommandError,
  EnrollmentFault,
  NotEnrolled,
  SyncRefused,
  TermsNotShown,
  TermsRefused,
  TransportFailure,
];

const terminal = { env: process.env, print: (text: string) => process.stdout.write(`${text}\n`) };

// A reader that has seen enough, such as `head`, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await createProgram(terminal).parseAsync(process.argv);
} catch (thrown) {
  process.exitCode = tell(thrown);
}

function tell(thrown: unknown): number {
  const isViolation = thrown instanceof ProtocolViolation;
  const isExpected = isViolation || EXPECTED.some((kind) => thrown instanceof kind);
  if (!isExpected || !(thrown instanceof Error)) throw thrown;
  process.stderr.write(`${isViolation ? 'the server broke a rule' : 'error'}: ${thrown.message}\n`);
  return isViolation ? 2 : 1;
}
