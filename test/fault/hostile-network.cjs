// Loaded before a process of a test: names are looked up at NAME_SERVER, and every address that the process dials is
// written to DIALLED, whether anybody answers there or not.
const { appendFileSync } = require('node:fs');
const dns = require('node:dns/promises');
const net = require('node:net');

const System = dns.Resolver;
dns.Resolver = class Resolver extends System {
  constructor(options) {
    super(options);
    this.setServers([process.env.NAME_SERVER]);
  }
};

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...given) {
  // connect(options), connect(port, host), or what net.connect made of either.
  const [first, host] = Array.isArray(given[0]) ? given[0] : given;
  const to = typeof first === 'object' ? first : { port: first, host };
  appendFileSync(process.env.DIALLED, `${to.host ?? to.path} ${to.port ?? ''}\n`);
  return connect.apply(this, given);
};
