import { readFile, rm, writeFile } from 'node:fs/promises';
import { ExplainedFailure } from '../explained-failure';

/**
 * Takes a lock file for this process, or takes it over from one that is no more, and gives the function that frees it.
 * Two emulators on the same files would destroy them.
 * @throws ExplainedFailure when a running process holds it
 */
export async function lockFolder(file: string): Promise<() => Promise<void>> {
  if (!(await create(file))) {
    const holder = Number(await readFile(file, 'utf8'));
    if (isRunning(holder)) throw heldBy(holder, file);
    await writeFile(file, String(process.pid));
  }
  return () => rm(file, { force: true });
}

async function create(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') return false;
    throw thrown;
  }
}

// Signal 0 only asks; EPERM means that the process is there and somebody else's.
function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}

function heldBy(pid: number, file: string): ExplainedFailure {
  const advice = `Stop it first, or name another folder with --data. If it is something else, delete ${file}.`;
  return new ExplainedFailure(`Process ${pid} already works with this folder`, advice);
}
