import type { Server } from 'node:http';

/**
 * Binds a server to loopback, port 0 for any free one, and resolves to its origin, e.g. `http://127.0.0.1:7071`. Nothing
 * in `local/` binds to another address. Rejects with `EADDRINUSE` when the port is taken.
 */
export function listenOnLoopback(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`);
    });
  });
}

/** Closes a server at once: what is still asked of it is broken off. */
export function closeNow(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
