// Loaded before the API by fault tests. After SIGWINCH it counts the durable steps of taking a document in (commits, and statements that commit by
// themselves) and ends the process the hard way at the one that the plan names: just before it is sent, or when its answer is there and unread.
import { readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import { isMainThread } from 'node:worker_threads';

const planFile = process.env.CHAT_MAN_TEST_KILL_PLAN;
if (planFile !== undefined && isMainThread && process.argv[1]?.endsWith('dist/apps/api/src/main.js')) watch(planFile);

function watch(file) {
  let plan = null;
  let hasBegun = false;
  let seen = 0;
  process.on('SIGWINCH', () => {
    plan = JSON.parse(readFileSync(file, 'utf8'));
    hasBegun = false;
    seen = 0;
    rmSync(file); // says that it is armed
  });
  const connections = new WeakMap();
  const write = net.Socket.prototype.write;
  net.Socket.prototype.write = function (chunk, ...more) {
    if (plan === null || typeof chunk === 'string') return write.call(this, chunk, ...more);
    const state = connections.get(this) ?? { isOpen: false, about: '' };
    connections.set(this, state);
    const about = durableStep(state, Buffer.from(chunk).toString('latin1'));
    hasBegun ||= about?.includes('rag.') ?? false; // before that the queue polls
    if (!hasBegun || !about?.includes(plan.about) || ++seen !== plan.nth) return write.call(this, chunk, ...more);
    if (plan.moment === 'before') process.kill(process.pid, 'SIGKILL');
    this.prependOnceListener('data', () => process.kill(process.pid, 'SIGKILL'));
    return write.call(this, chunk, ...more);
  };
}

/** What a message to the database makes durable; null where it makes nothing of the knowledge room durable. */
function durableStep(state, message) {
  if (/\b(?:BEGIN|START TRANSACTION)\b/.test(message)) Object.assign(state, { isOpen: true, about: '' });
  const written = /\b(?:INSERT INTO|UPDATE|DELETE FROM) "?(?:rag|jobs|platform)"?\.\S*/.exec(message)?.[0] ?? '';
  if (written !== '' && /\brag\b|knowledge\.ingest|tracked_job/.test(message)) state.about += `${state.about && ', '}${written}`;
  if (state.isOpen && !message.includes('COMMIT\0')) return null;
  const { about } = state;
  Object.assign(state, { isOpen: false, about: '' });
  return about === '' ? null : about;
}
