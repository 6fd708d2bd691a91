import http from 'node:http';
import https from 'node:https';
import { connect as connectSocket, isIPv6, type Socket } from 'node:net';

/** A connection that is being made. */
export interface Line {
  readonly connected: Promise<Socket>;
  giveUp(): void;
}

/** Begins a connection to an address that was judged, which no name is. */
export type OpenLine = (address: string, port: number) => Line;

export const straight: OpenLine = (host, port) => {
  const socket = connectSocket({ host, port, noDelay: true, keepAlive: true });
  const connected = new Promise<Socket>((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    // Stays: a late error of a socket that was given up must not end the process.
    socket.on('error', reject);
  });
  return { connected, giveUp: () => socket.destroy() };
};

/**
 * Tunnels through the operator's proxy (CONNECT, RFC 9110 9.3.6). It is told the address that was judged, never the name:
 * it would look that up again, and might be told another one. What goes through the tunnel is between us and the receiver.
 */
export function throughProxy(proxy: URL, ca?: string): OpenLine {
  const secure = proxy.protocol === 'https:';
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const authorization =
    credentials === ':' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
  const to = {
    host: proxy.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(proxy.port || (secure ? 443 : 80)),
    method: 'CONNECT',
    agent: false,
    rejectUnauthorized: true,
  };

  return (address, port) => {
    const path = isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
    const asked = { ...to, path, headers: { host: path, ...authorization } };
    const request = secure ? https.request({ ...asked, ...(ca === undefined ? {} : { ca }) }) : http.request(asked);
    const connected = new Promise<Socket>((resolve, reject) => {
      request.on('error', reject);
      request.once('connect', ({ statusCode = 0 }, socket: Socket, head) => {
        socket.on('error', reject);
        if (statusCode < 200 || statusCode > 299) {
          socket.destroy();
          return reject(new Error(`the proxy answered ${statusCode}`));
        }
        if (head.length > 0) socket.unshift(head);
        resolve(socket.setNoDelay(true).setKeepAlive(true));
      });
      request.end();
    });
    return { connected, giveUp: () => request.destroy() };
  };
}
