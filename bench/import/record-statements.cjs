// Loaded before the service: keeps the statements of every transaction that adds imported rows, for bench/import to repeat.
const fs = require('node:fs');
const v8 = require('node:v8');
const { Client } = require('pg');

const file = fs.openSync(process.env.RECORD_STATEMENTS, 'w');
const query = Client.prototype.query;
Client.prototype.query = function recorded(given, values, ...more) {
  const text = typeof given === 'string' ? given : given?.text;
  if (text) {
    this.said = text.startsWith('begin') ? [] : this.said;
    // Copied now: what is passed may change later.
    this.said?.push({ text, name: given?.name, values: (given?.values ?? values) || [] });
    if (text === 'commit' || text === 'rollback') {
      if (text === 'commit' && this.said?.some((one) => /insert into import_key/.test(one.text))) keep(this.said);
      this.said = undefined;
    }
  }
  return query.call(this, given, values, ...more);
};

function keep(statements) {
  const bytes = v8.serialize(statements);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(bytes.length);
  fs.writeSync(file, Buffer.concat([head, bytes]));
}
