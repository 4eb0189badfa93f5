/**
 * Why: what a person typed, photographed or said must survive a closed page. IndexedDB holds blobs where
 * localStorage can't; where it is refused (private windows), memory does as long as the page is open.
 */

const NAME = "doorstep";
const STORE = "outbox";

const promised = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

class Memory {
  #items = new Map();
  async all() { return [...this.#items.values()]; }
  async put(item) { this.#items.set(item.client_id, item); }
  async delete(id) { this.#items.delete(id); }
}

class Kept {
  constructor(db) { this.db = db; }
  #store(mode) { return this.db.transaction(STORE, mode).objectStore(STORE); }
  all() { return promised(this.#store("readonly").getAll()); }
  put(item) { return promised(this.#store("readwrite").put(item)); }
  delete(id) { return promised(this.#store("readwrite").delete(id)); }
}

/** @returns {Promise<{all: Function, put: Function, delete: Function}>} */
export async function openDb() {
  try {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "client_id" });
    return new Kept(await promised(request));
  } catch {
    return new Memory();
  }
}
