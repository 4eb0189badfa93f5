/**
 * Why: one place speaks HTTP with the server, so that every failure reaches the page as an `ApiError` that says
 * whether trying again can help and which sentence a person should read.
 */

const JSON_TIMEOUT = 20_000;
const UPLOAD_TIMEOUT = 180_000;

export class ApiError extends Error {
  /** @param {number} status 0 when the server was not reached */
  constructor(status, code, message, retryAfter = 0) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** True when the same request may well succeed later: no network, a busy or a failing server. */
  get temporary() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

async function call(method, path, body) {
  const upload = body instanceof FormData;
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-Webchat"] = "1";
  if (body && !upload) headers["Content-Type"] = "application/json";
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), upload ? UPLOAD_TIMEOUT : JSON_TIMEOUT);
  try {
    const response = await fetch(path, {
      method, headers, signal: stop.signal, credentials: "same-origin", cache: "no-store",
      body: body && !upload ? JSON.stringify(body) : body,
    });
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return answer;
    const { code = String(response.status), message = "" } = answer.error || {};
    throw new ApiError(response.status, code, message, Number(response.headers.get("Retry-After")) || 0);
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError(0, "network", String(error));
  } finally {
    clearTimeout(timer);
  }
}

/** Several photos in one form are an album. */
function mediaForm({ client_id: clientId, kind, files, caption, duration }) {
  const form = new FormData();
  form.append("client_id", clientId);
  form.append("kind", kind);
  if (caption) form.append("caption", caption);
  if (duration) form.append("duration", String(duration));
  files.forEach(({ blob, name }) => form.append("file", blob, name));
  return form;
}

export const api = {
  /** Who one is; an account is made only for a browser that has none. */
  session: (language) => call("POST", "/api/session", { language }).then(({ me }) => me),
  update: (changes) => call("POST", "/api/me", changes),
  block: (blocked) => call("POST", "/api/block", { blocked }),
  history: (before) => call("GET", `/api/messages?limit=50${before ? `&before=${before}` : ""}`),
  send: (message) => call("POST", "/api/messages", message),
  sendMedia: (message) => call("POST", "/api/messages", mediaForm(message)),
  edit: (id, change) => call("PATCH", `/api/messages/${id}`, change),
  tap: (callback) => call("POST", "/api/callbacks", callback),
  start: (start) => call("POST", "/api/start", start),
  map: () => call("GET", "/api/map"),
  switchTo: (id) => call("POST", "/api/demo/switch", { id }).then(({ me }) => me),
};

/** Where a stored file is served, by the id that Bot API objects carry. */
export const fileUrl = ({ file_unique_id: id }) => `/api/files/${encodeURIComponent(id)}`;

/** An id that makes a repeated request harmless. */
export function clientId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
