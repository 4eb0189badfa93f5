/** Why: how each kind of thing in the outbox reaches the server, and how its answer reaches the log. */
import { api } from "./api.js";

const SEND = {
  text: ({ client_id, body }) => api.send({ client_id, ...body }),
  location: ({ client_id, body }) => api.send({ client_id, ...body }),
  contact: ({ client_id, body }) => api.send({ client_id, ...body }),
  media: ({ client_id, body }, progress) => api.sendMedia({ client_id, ...body }, progress),
  edit: ({ client_id, body }) => api.edit(body.message_id, { client_id, text: body.text }),
  start: ({ client_id, body }) => api.start({ client_id, payload: body.payload }),
};

/**
 * @param {import("./store.js").Store} store
 * @param {import("./sync.js").Sync} sync
 * @returns {(item: import("./outbox.js").Item, progress: (part: number) => void) => Promise<void>}
 */
export const deliverer = (store, sync) => (item, progress) => sync.holding(async () => {
  const { messages = [], message } = await SEND[item.kind](item, progress);
  messages.forEach((one) => store.put(one));
  if (message) store.edited(message);
});
