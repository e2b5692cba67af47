import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FilmServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Paths that were asked for, with their queries. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const GIB = 1024 ** 3;

/**
 * Where imports are fetched from: `/film….mp4` is a film, `/hang….mp4` is never answered, `/huge….mp4` says that it has
 * 21 GiB, and there is nothing else.
 */
export async function startFilms(): Promise<FilmServer> {
  const film = readFileSync('test/media/clip.mp4');
  const asked: string[] = [];
  const open = new Set<ServerResponse>();
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    open.add(response);
    const name = url.slice(url.lastIndexOf('/', url.indexOf('.')) + 1);
    if (name.startsWith('film')) {
      const headers = { 'content-type': 'video/mp4', 'content-length': film.length };
      return void response.writeHead(200, headers).end(film);
    }
    if (name.startsWith('hang')) return;
    if (name.startsWith('huge')) return void response.writeHead(200, { 'content-length': 21 * GIB }).write('x');
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      for (const response of open) response.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
