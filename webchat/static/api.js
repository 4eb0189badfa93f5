/**
 * Why: one place speaks HTTP with the server, so that every failure reaches the page as an `ApiError` that says
 * whether trying again can help and which sentence a person should read.
 */

const JSON_TIMEOUT = 20_000;
const STALLED = 60_000;
const ANSWER_TIMEOUT = 120_000;

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

/** @param {number} status @param {Object} answer @param {string|null} after the header Retry-After */
function refusal(status, answer, after) {
  const { code = String(status), message = "" } = answer?.error || {};
  return new ApiError(status, code, message, Number(after) || 0);
}

async function call(method, path, body) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-Webchat"] = "1";
  if (body) headers["Content-Type"] = "application/json";
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), JSON_TIMEOUT);
  try {
    const response = await fetch(path, {
      method, headers, signal: stop.signal, credentials: "same-origin", cache: "no-store", body: body && JSON.stringify(body),
    });
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return answer;
    throw refusal(response.status, answer, response.headers.get("Retry-After"));
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError(0, "network", String(error));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Files, by XMLHttpRequest: fetch does not tell how much of them has left the phone. A slow phone may take as long as it
 * needs; only when nothing moves any more it is given up, for the outbox to try again.
 */
function upload(path, form, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let timer = 0;
    const wait = (patience) => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), patience);
    };
    request.upload.onprogress = ({ loaded, total }) => {
      wait(loaded < total ? STALLED : ANSWER_TIMEOUT);
      progress(loaded / total);
    };
    request.onloadend = () => {
      clearTimeout(timer);
      if (!request.status) reject(new ApiError(0, "network", "lost"));
      else if (request.status < 300) resolve(request.response);
      else reject(refusal(request.status, request.response, request.getResponseHeader("Retry-After")));
    };
    request.open("POST", path);
    request.responseType = "json";
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-Webchat", "1");
    wait(STALLED);
    request.send(form);
  });
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
  /** `progress` is told the part that has left, from 0 to 1. */
  sendMedia: (message, progress) => upload("/api/messages", mediaForm(message), progress),
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
