// Where words wait until the server has them: IndexedDB, because photos do not fit elsewhere; it exists on plain http,
// where service workers do not. A phone that keeps nothing (storage forbidden, or full) has them on this open page only.
const LEASE = 6000; // ms for which one tab alone sends an item; renewed while it does, free again soon after a tab dies
const TAB = thisTab();
const onPage = new Map(); // op → item
let forbidden = false;
let opening = null;

// All that waits, oldest first.
export async function all() {
  const kept = await within("readonly", (store) => store.getAll()).catch(() => []);
  return [...(kept ?? []).filter((item) => item.url), ...onPage.values()].sort((one, other) => one.at - other.at);
}

export async function keep(item) {
  item.at ??= await lastPlace();
  try {
    await within("readwrite", (store) => store.put(item));
    onPage.delete(item.op);
  } catch {
    onPage.set(item.op, item); // the page says that it is only here
  }
}

// A place in the row: after all that waits, also when the phone's clock was set back meanwhile.
const lastPlace = async () => Math.max(Date.now(), ((await all()).at(-1)?.at ?? 0) + 1);

export async function forget(op) {
  onPage.delete(op);
  await within("readwrite", (store) => (store.delete(leaseOf(op)), store.delete(op))).catch(() => {});
}

// May this tab send it now? Not while another tab does, nor when it is gone: another one has sent it. Should two ever
// send the same, it is one act all the same, for it has one op.
export async function take(op) {
  if (onPage.has(op)) return true;
  let mine = false;
  await within("readwrite", (store) => {
    const [item, lease] = [store.getKey(op), store.get(leaseOf(op))];
    lease.onsuccess = () => {
      const left = (lease.result?.until ?? 0) - Date.now(); // far ahead: the phone's clock was set back meanwhile
      mine = item.result !== undefined && (lease.result?.tab === TAB || left <= 0 || left > LEASE);
      if (mine) store.put({ op: leaseOf(op), tab: TAB, until: Date.now() + LEASE });
    };
    return lease;
  }).catch(() => (mine = true)); // no room for a lease
  return mine;
}

// The phone keeps nothing for us, or some words found no room.
export function isForgetful() {
  return forbidden || onPage.size > 0;
}

export function waitsHereOnly() {
  return onPage.size > 0;
}

// The same after a reload, so that nothing waits for the lease of the page that was here before.
function thisTab() {
  const made = Math.random().toString(36).slice(2);
  try {
    return (sessionStorage.tab ??= made);
  } catch {
    return made; // storage forbidden
  }
}

const leaseOf = (op) => `lease ${op}`;

async function within(mode, act) {
  const db = await (opening ??= open());
  return new Promise((resolve, reject) => {
    const transaction = db.transaction("outbox", mode, { durability: "strict" });
    const request = act(transaction.objectStore("outbox"));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("facilitator", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("outbox", { keyPath: "op" });
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.onclose = () => (opening = null); // the browser closed it; the next who asks opens it again
      resolve(request.result);
    };
  }).catch((error) => {
    forbidden = true;
    throw error;
  });
}
