import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on 127.0.0.1 with its port and an end. */
export interface Listening {
  server: Server;
  port: number;
  /** True when the port asked for was taken and another was used. */
  moved: boolean;
  stop(): Promise<void>;
}

/** Listens on 127.0.0.1; a taken port is replaced by a free one. Port 0 asks for any. */
export async function listen(listener: RequestListener, port: number): Promise<Listening> {
  const server = createServer(listener);
  // Node closes idle connections after 5 s, which a client that reuses one sees as ECONNRESET.
  server.keepAliveTimeout = 65_000;
  const moved = !(await tryPort(server, port));
  if (moved) await tryPort(server, 0);
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { server, port: (server.address() as AddressInfo).port, moved, stop };
}

function tryPort(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException) => {
      server.off('listening', heard);
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    };
    const heard = () => {
      server.off('error', refused);
      resolve(true);
    };
    server.once('error', refused).once('listening', heard);
    server.listen(port, '127.0.0.1');
  });
}
