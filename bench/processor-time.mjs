import fs from 'node:fs';

// Linux counts in USER_HZ, which is 100 on every platform that Node supports (proc(5)).
const millisecondsPerTick = 10;

/** [ppid, own milliseconds, milliseconds of children that have ended]; nothing when the process is gone. */
function times(pid) {
  let text;
  try {
    text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return undefined;
    throw error;
  }
  // The command's name is in parentheses and may hold spaces; what follows it is regular.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return [fields[1], (fields[11] + fields[12]) * millisecondsPerTick, (fields[13] + fields[14]) * millisecondsPerTick];
}

/** The processor time of the server so far, and of PostgreSQL: the postmaster, its children, and those that have ended. */
export function processorTime({ server, postmaster }) {
  const [, own, ended] = times(postmaster);
  let postgres = own + ended;
  for (const name of fs.readdirSync('/proc')) {
    const found = /^\d+$/.test(name) ? times(name) : undefined;
    if (found?.[0] === postmaster) postgres += found[1];
  }
  return { server: times(server)[1], postgres };
}

/** Resident memory in MB, now. */
export function residentMegabytes(pid) {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1];
  return Math.round(Number(kilobytes) / 1_024);
}
